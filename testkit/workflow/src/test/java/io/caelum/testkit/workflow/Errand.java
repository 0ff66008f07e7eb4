package io.caelum.testkit.workflow;

import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Failure;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Steps;
import io.caelum.platform.workflow.Workflow;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** A small workflow with a step of each kind. */
abstract class Errand extends Workflow<Errand.Paper> {

    record Paper(String item) {}

    private final Shop shop;

    Errand(String kind, Shop shop) {
        super(kind, Paper.class);
        this.shop = shop;
    }

    @Override
    protected void steps(Steps<Paper> steps) {
        steps.step("order", this::order).undo(this::cancelOrder);
        steps.transact("note", this::note).undoTransact(this::unnote);
        steps.await("delivered", this::isDelivered);
    }

    Shop shop() {
        return shop;
    }

    abstract Uni<Paper> order(Run<Paper> run);

    Uni<Void> cancelOrder(Run<Paper> run) {
        shop.ordersOf(run.resourceId()).remove(run.data().item());
        return Uni.createFrom().voidItem();
    }

    private Uni<Paper> note(Tx tx, Run<Paper> run) {
        return tx.session()
                .createNativeQuery("insert into basket (errand, item) values (:errand, :item)")
                .setParameter("errand", run.resourceId())
                .setParameter("item", run.data().item())
                .executeUpdate()
                .replaceWith(run.data());
    }

    private Uni<Void> unnote(Tx tx, Run<Paper> run) {
        return tx.session()
                .createNativeQuery("delete from basket where errand = :errand")
                .setParameter("errand", run.resourceId())
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Optional<Paper>> isDelivered(Tx tx, Run<Paper> run) {
        return Uni.createFrom().item(run.signal("delivered").map(signal -> run.data()));
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<Paper> run, Failure failure) {
        return Uni.createFrom().voidItem();
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<Paper> run) {
        return Uni.createFrom().voidItem();
    }

    static UUID fresh() {
        return UUID.randomUUID();
    }
}
