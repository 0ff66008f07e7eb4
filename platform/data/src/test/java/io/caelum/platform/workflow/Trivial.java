package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Five steps that do nothing: what is left is the engine. */
@ApplicationScoped
class Trivial extends Workflow<Trivial.Nothing> {

    record Nothing(String text) {}

    Trivial() {
        super("trivial", Nothing.class);
    }

    @Override
    protected void steps(Steps<Nothing> steps) {
        steps.step("one", this::pass);
        steps.transact("two", (tx, run) -> pass(run));
        steps.step("three", this::pass);
        steps.transact("four", (tx, run) -> pass(run));
        steps.step("five", this::pass);
    }

    private Uni<Nothing> pass(Run<Nothing> run) {
        return Uni.createFrom().item(run.data());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<Nothing> run, Failure failure) {
        return Uni.createFrom().voidItem();
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<Nothing> run) {
        return Uni.createFrom().voidItem();
    }
}
