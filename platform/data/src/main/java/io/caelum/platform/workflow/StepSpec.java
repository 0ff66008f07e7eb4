package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One step as its workflow wrote it down. */
final class StepSpec<D> implements Steps.Step<D> {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Work<D> work;
    private @Nullable Undo<D> undo;
    private Duration limit = DEFAULT_LIMIT;

    StepSpec(String name, Work<D> work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public Steps.Step<D> undo(Function<Run<D>, Uni<Void>> undo) {
        this.undo = new Undo.Outside<>(undo);
        return this;
    }

    @Override
    public Steps.Step<D> undoTransact(BiFunction<Tx, Run<D>, Uni<Void>> undo) {
        this.undo = new Undo.Inside<>(undo);
        return this;
    }

    @Override
    public Steps.Step<D> within(Duration limit) {
        this.limit = limit;
        return this;
    }

    String name() {
        return name;
    }

    Work<D> work() {
        return work;
    }

    @Nullable
    Undo<D> undo() {
        return undo;
    }

    Duration limit() {
        return limit;
    }

    boolean isInTheDatabase() {
        return !(work instanceof Work.Outside);
    }

    /** Work in the database leaves nothing behind when it fails; work outside may have done half of it. */
    boolean leavesTracesWhenItFails() {
        return work instanceof Work.Outside;
    }

    sealed interface Work<D> {
        record Outside<D>(Function<Run<D>, Uni<D>> work) implements Work<D> {}

        record Inside<D>(BiFunction<Tx, Run<D>, Uni<D>> work) implements Work<D> {}

        record Wait<D>(BiFunction<Tx, Run<D>, Uni<Optional<D>>> condition) implements Work<D> {}
    }

    sealed interface Undo<D> {
        record Outside<D>(Function<Run<D>, Uni<Void>> work) implements Undo<D> {}

        record Inside<D>(BiFunction<Tx, Run<D>, Uni<Void>> work) implements Undo<D> {}
    }
}
