package io.caelum.platform.workflow;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One workflow in the hands of one lease: performs step after step until it is over, waits, or is lost. Everything it
 * knows that matters is in the row; each record of progress is refused if the row has gone on without it.
 */
final class Execution<D> {

    private static final int RECORD_TRIES = 3;

    private final Runner runner;
    private final Shift shift;
    private final Db db;
    private final Surroundings surroundings;
    private final WorkflowStore rows;
    private final StepList<D> steps;
    private final RequestContext request;
    private final Trail trail;

    private WorkflowRow row;
    private D data;
    private List<Run.Signal> signals = List.of();
    private long readAt;
    /** When the last transaction was begun: the lease that it extended may have been given then. */
    private long askedAt;
    /** Answers of neighbours may come on any thread; the workflow goes on where it began. */
    private Executor here;

    Execution(Runner runner, Shift shift, StepList<D> steps, WorkflowRow row) {
        this.runner = runner;
        this.shift = shift;
        this.db = runner.db();
        this.surroundings = runner.surroundings();
        this.rows = shift.rows();
        this.steps = steps;
        this.request = row.requestContext();
        this.trail = new Trail(runner.tracer(), steps.workflow(), row);
        this.row = row;
        this.signals = row.signals();
        this.readAt = surroundings.nanos();
        this.data = steps.read(row.data);
    }

    /** How it ended, for this lease. */
    sealed interface Outcome {
        record Over(State end) implements Outcome {}

        record Waits() implements Outcome {}

        record Later(WorkflowRow row, Duration delay) implements Outcome {}

        record Lost() implements Outcome {}

        record Released() implements Outcome {}
    }

    Uni<Outcome> run() {
        here = surroundings.here();
        CurrentContext.set(request);
        var scope = trail.enter();
        return proceed()
                .onFailure()
                .invoke(failure -> trail.abandoned(row, failure))
                .onFailure()
                .recoverWithItem(new Outcome.Lost())
                .eventually(scope::close);
    }

    private Uni<Outcome> proceed() {
        if (shift.isOver()) {
            return db.read(tx -> rows.released(tx, row)).replaceWith(new Outcome.Released());
        }
        return switch (row.state) {
            case RUNNING -> row.cancelAsked ? turnBack(current(), null, null) : forward(current());
            case UNDOING -> row.step.equals(WorkflowRow.END) ? end() : backward(current());
            case WAITING -> item(new Outcome.Waits());
            case DONE, FAILED, CANCELLED -> item(new Outcome.Over(row.state));
        };
    }

    private StepSpec<D> current() {
        return steps.require(row.step);
    }

    // ---- forward ----

    private Uni<Outcome> forward(StepSpec<D> step) {
        return switch (step.work()) {
            case StepSpec.Work.Outside<D> outside -> outside(step, outside.work());
            case StepSpec.Work.Inside<D> inside -> goThrough(Stretch.from(step, data));
            case StepSpec.Work.Wait<D> wait -> goThrough(Stretch.from(step, data));
        };
    }

    /** What comes next in the database is recorded together with it. */
    private Uni<Outcome> outside(StepSpec<D> step, Function<Run<D>, Uni<D>> work) {
        Optional<StepSpec<D>> next = steps.after(step).filter(StepSpec::isInTheDatabase);
        return goOn(
                trail.span(
                        step.name(), row, () -> limited(step, witnessed(step, () -> ifHeld(() -> work.apply(view()))))),
                result -> next.isPresent()
                        ? goThrough(Stretch.after(step, result, next.get()))
                        : recordOutside(step, result, this::adoptAndProceed),
                failure -> failedForward(step, failure));
    }

    private Uni<Outcome> recordOutside(StepSpec<D> step, D result, Function<Recorded<D>, Uni<Outcome>> then) {
        return goOn(
                recordedApart(tx -> recordOutside(tx, step, result)),
                then,
                failure -> failure instanceof Refused
                        ? readAgain()
                        : Uni.createFrom().failure(failure));
    }

    /** What was found out outside must not be lost if it has to be taken back, so a cancel does not refuse it. */
    private Uni<Recorded<D>> recordOutside(Tx tx, StepSpec<D> step, D result) {
        return recordDone(tx, step, result)
                .onFailure(Refused.class)
                .recoverWithUni(() -> accepted(rows.keep(tx, row, RowJson.write(result)), result));
    }

    private Uni<Outcome> goThrough(Stretch<D> stretch) {
        return goThrough(stretch, this::adoptAndProceed);
    }

    private Uni<Outcome> goThrough(Stretch<D> stretch, Function<Recorded<D>, Uni<Outcome>> then) {
        return goOn(
                transaction(tx -> {
                    stretch.begins();
                    return walk(tx, stretch, stretch.first(), stretch.input());
                }),
                then,
                failure -> failedIn(stretch, failure));
    }

    private Uni<Recorded<D>> walk(Tx tx, Stretch<D> stretch, StepSpec<D> step, D input) {
        stretch.isAt(step);
        return perform(tx, step, input).chain(answer -> {
            if (answer.isEmpty()) {
                return recordWaiting(tx, stretch, step, input);
            }
            D result = answer.get();
            Optional<StepSpec<D>> next = steps.after(step).filter(stretch::includes);
            if (next.isPresent()) {
                return walk(tx, stretch, next.get(), result);
            }
            stretch.isDone();
            return recordDone(tx, step, result);
        });
    }

    private Uni<Optional<D>> perform(Tx tx, StepSpec<D> step, D input) {
        Run<D> run = view(step, input);
        return switch (step.work()) {
            case StepSpec.Work.Inside<D> inside ->
                trail.span(
                                step.name(),
                                row,
                                () -> witnessed(step, () -> inside.work().apply(tx, run)))
                        .map(Optional::of);
            case StepSpec.Work.Wait<D> wait ->
                witnessed(step, () -> wait.condition().apply(tx, run))
                        .onItemOrFailure()
                        .invoke((answer, failure) -> asked(step, answer, failure));
            case StepSpec.Work.Outside<D> outside ->
                throw new IllegalStateException("step " + step.name() + " is not in the database");
        };
    }

    private void asked(StepSpec<D> step, @Nullable Optional<D> answer, @Nullable Throwable failure) {
        if (answer != null && answer.isEmpty()) {
            return;
        }
        if (isWhereTheRowIs(step)) {
            trail.waited(step.name(), row, failure);
        } else if (failure == null) {
            trail.neededNoWait(step.name(), row);
        }
    }

    private Uni<Recorded<D>> recordWaiting(Tx tx, Stretch<D> stretch, StepSpec<D> step, D input) {
        if (isWhereTheRowIs(step) && !timeLeft().isPositive()) {
            return Uni.createFrom().failure(() -> Failures.tooLate(step.name(), step.limit()));
        }
        stretch.isDone();
        return accepted(rows.waiting(tx, row, step, RowJson.write(input), signals.size()), input);
    }

    private Uni<Recorded<D>> recordDone(Tx tx, StepSpec<D> step, D result) {
        String json = RowJson.write(result);
        return accepted(
                steps.after(step)
                        .map(next -> rows.moved(tx, row, next, json))
                        .orElseGet(() -> rows.finished(tx, row, State.DONE, step.name(), json)),
                result);
    }

    /** All that the transaction did is rolled back; what came before the step that failed is done again without it. */
    private Uni<Outcome> failedIn(Stretch<D> stretch, Throwable failure) {
        StepSpec<D> culprit = failure instanceof Refused ? null : stretch.at();
        Function<Recorded<D>, Uni<Outcome>> then =
                culprit == null ? this::adoptAndProceed : recorded -> failedAt(culprit, recorded, failure);
        if (culprit != null && culprit != stretch.first()) {
            return goThrough(stretch.before(culprit), then);
        }
        if (stretch.outside() != null) {
            return recordOutside(stretch.outside(), stretch.input(), then);
        }
        return failedForward(stretch.first(), failure);
    }

    private Uni<Outcome> failedAt(StepSpec<D> culprit, Recorded<D> recorded, Throwable failure) {
        adopt(recorded);
        boolean stillThere = isWhereTheRowIs(culprit) && row.state == State.RUNNING && !row.cancelAsked;
        return stillThere ? failedForward(culprit, failure) : proceed();
    }

    private boolean isWhereTheRowIs(StepSpec<D> step) {
        return row.step.equals(step.name());
    }

    private Uni<Outcome> failedForward(StepSpec<D> step, Throwable failure) {
        return switch (failure) {
            case Refused refused -> readAgain();
            case Unrecorded unrecorded -> Uni.createFrom().failure(unrecorded);
            case RetryFrom again when steps.leadsBack(step, again.step()) -> turnBack(step, again, again);
            case RetryFrom nowhere ->
                turnBack(step, new IllegalStateException("no way back to " + nowhere.step(), nowhere), null);
            default -> {
                Duration delay = BackOff.FORWARD.after(row.attempt, surroundings);
                boolean over = timeLeft().compareTo(delay) < 0;
                yield Failures.isFinal(failure) || over ? turnBack(step, failure, null) : tryAgain(failure, delay);
            }
        };
    }

    private Uni<Outcome> tryAgain(Throwable failure, Duration delay) {
        trail.willTryAgain(row, failure, delay);
        return postpone(delay);
    }

    // ---- back ----

    /** Begins to unwind, or goes straight to the other way where there is nothing to take back. */
    private Uni<Outcome> turnBack(StepSpec<D> step, @Nullable Throwable failure, @Nullable RetryFrom again) {
        trail.turnsBack(row, failure == null ? "it was cancelled" : String.valueOf(failure.getMessage()), failure);
        Failure reason = failure == null ? null : Failures.of(step.name(), failure);
        Optional<String> floor = Optional.ofNullable(again).map(RetryFrom::step);
        Optional<StepSpec<D>> first = steps.firstToUndo(step, floor);
        if (first.isEmpty() && again != null) {
            StepSpec<D> to = steps.require(again.step());
            return record(tx -> accepted(rows.forwardAgain(tx, row, to, RowJson.write(again.data())), null));
        }
        String undo = first.map(StepSpec::name).orElse(WorkflowRow.END);
        Function<Tx, Uni<Recorded<D>>> turn = tx -> accepted(rows.unwinding(tx, row, undo, reason, again), data);
        return reason == null || again != null ? record(turn) : tellAndRecord(reason, turn);
    }

    /** Whoever waits must not wait for what is undone. That they cannot be told is no reason to leave it as it is. */
    private Uni<Outcome> tellAndRecord(Failure reason, Function<Tx, Uni<Recorded<D>>> turn) {
        Uni<Recorded<D>> told =
                transaction(tx -> steps.workflow().failing(tx, view(), reason).chain(() -> turn.apply(tx)));
        return goOn(told, this::adoptAndProceed, failure -> {
            if (failure instanceof Refused) {
                return readAgain();
            }
            trail.cannotTell(row, failure);
            return record(turn);
        });
    }

    private Uni<Outcome> backward(StepSpec<D> step) {
        return goOn(
                trail.span("undo " + step.name(), row, () -> takeBack(step)),
                this::adoptAndProceed,
                this::failedBackward);
    }

    private Uni<Recorded<D>> takeBack(StepSpec<D> step) {
        return switch (step.undo()) {
            case StepSpec.Undo.Outside<D> outside ->
                surroundings
                        .limited(
                                reached(Witness.Point.BEFORE_UNDO)
                                        .chain(() -> ifHeld(() -> outside.work().apply(view())))
                                        .call(() -> reached(Witness.Point.AFTER_UNDO)),
                                step.limit(),
                                () -> Failures.tooLate("undo " + step.name(), step.limit()))
                        .emitOn(here)
                        .chain(() -> recordedApart(tx -> recordUndone(tx, step)));
            case StepSpec.Undo.Inside<D> inside ->
                transaction(tx -> reached(Witness.Point.BEFORE_UNDO)
                        .chain(() -> inside.work().apply(tx, view()))
                        .call(() -> reached(Witness.Point.AFTER_UNDO))
                        .chain(() -> recordUndone(tx, step)));
            case null -> recordedApart(tx -> recordUndone(tx, step));
        };
    }

    private Uni<Recorded<D>> recordUndone(Tx tx, StepSpec<D> step) {
        Optional<StepSpec<D>> next = steps.nextToUndo(step, row.floor());
        if (next.isEmpty() && row.floor().isPresent()) {
            return accepted(
                    rows.forwardAgain(tx, row, steps.require(row.retryFrom), row.retryData), steps.read(row.retryData));
        }
        return accepted(rows.undone(tx, row, next.map(StepSpec::name).orElse(WorkflowRow.END)), data);
    }

    private Uni<Outcome> end() {
        State end = row.cancelAsked ? State.CANCELLED : State.FAILED;
        String name = end == State.CANCELLED ? "cancelled" : "failed";
        return goOn(
                trail.span(
                        name,
                        row,
                        () -> transaction(tx -> last(tx, end)
                                .chain(() ->
                                        accepted(rows.finished(tx, row, end, row.step, RowJson.write(data)), data)))),
                this::adoptAndProceed,
                this::failedBackward);
    }

    private Uni<Void> last(Tx tx, State end) {
        return end == State.CANCELLED
                ? steps.workflow().cancelled(tx, view())
                : steps.workflow().failed(tx, view(), row.recordedFailure());
    }

    /** Never given up: what is not taken back stays behind. */
    private Uni<Outcome> failedBackward(Throwable failure) {
        return switch (failure) {
            case Refused refused -> readAgain();
            case Unrecorded unrecorded -> Uni.createFrom().failure(unrecorded);
            default -> {
                Duration delay = BackOff.UNDO.after(row.attempt, surroundings);
                trail.undoFails(row, failure, delay);
                yield timeLeft().isPositive() ? postpone(delay) : tellOfTrouble(failure, delay);
            }
        };
    }

    private Uni<Outcome> tellOfTrouble(Throwable failure, Duration delay) {
        Uni<WorkflowRow> told = transaction(tx -> trouble(tx, failure)
                .chain(() -> accepted(rows.toldOfTrouble(tx, row), data))
                .map(Recorded::row));
        return told.emitOn(here).onItemOrFailure().transformToUni((now, trouble) -> {
            if (trouble == null) {
                adopt(now);
            } else if (!(trouble instanceof Refused)) {
                trail.cannotTell(row, trouble);
            }
            return postpone(delay);
        });
    }

    private Uni<Void> trouble(Tx tx, Throwable failure) {
        return row.cancelAsked
                ? steps.workflow().cancelling(tx, view(), Failures.of("undo " + row.step, failure))
                : steps.workflow().failing(tx, view(), row.recordedFailure());
    }

    private Uni<Outcome> postpone(Duration delay) {
        return db.read(tx -> rows.postponed(tx, row, delay))
                .map(now -> now == null ? new Outcome.Lost() : new Outcome.Later(now, delay));
    }

    // ---- the row ----

    /**
     * Why was it refused? The row tells: it is another's, it was cancelled, signals came, or an answer got lost. Who
     * finds it still its own has its lease renewed first: after a long stop that lease may be about to be taken.
     */
    private Uni<Outcome> readAgain() {
        return read(tx -> rows.renew(tx, List.of(row.id)).chain(() -> rows.find(tx, row.id)))
                .emitOn(here)
                .chain(now -> {
                    if (now == null
                            || now.generation != row.generation
                            || !rows.process().equals(now.owner)) {
                        trail.lost(row);
                        return item(new Outcome.Lost());
                    }
                    adopt(now);
                    data = steps.read(now.data);
                    return proceed();
                });
    }

    private Uni<Outcome> record(Function<Tx, Uni<Recorded<D>>> statement) {
        return goOn(
                recordedApart(statement),
                this::adoptAndProceed,
                failure -> failure instanceof Refused
                        ? readAgain()
                        : Uni.createFrom().failure(failure));
    }

    /** What follows a piece of work; the failures of what follows are not the work's. */
    private <R> Uni<Outcome> goOn(
            Uni<R> work, Function<R, Uni<Outcome>> then, Function<Throwable, Uni<Outcome>> failed) {
        return work.map(result -> new Attempt<>(result, null))
                .onFailure()
                .recoverWithItem(failure -> new Attempt<>(null, failure))
                .emitOn(here)
                .chain(attempt -> attempt.failure() == null
                        ? then.apply(attempt.result())
                        : shift.isDead() ? item(new Outcome.Lost()) : failed.apply(attempt.failure()));
    }

    /** A statement by itself; harmless to repeat, since it is refused if it was done. */
    private Uni<Recorded<D>> recordedApart(Function<Tx, Uni<Recorded<D>>> statement) {
        return recordedApart(statement, 1);
    }

    private Uni<Recorded<D>> recordedApart(Function<Tx, Uni<Recorded<D>>> statement, int tries) {
        return read(statement)
                .onFailure(failure -> !(failure instanceof Refused))
                .recoverWithUni(failure -> tries >= RECORD_TRIES
                        ? Uni.createFrom().failure(new Unrecorded(failure))
                        : surroundings
                                .pause(BackOff.FORWARD.after(tries, surroundings))
                                .chain(() -> recordedApart(statement, tries + 1)));
    }

    private Uni<Recorded<D>> accepted(Uni<WorkflowRow> statement, @Nullable D result) {
        return statement.onItem().ifNull().failWith(Refused::new).map(now -> new Recorded<>(now, result));
    }

    private Uni<Outcome> adoptAndProceed(Recorded<D> recorded) {
        adopt(recorded);
        return proceed();
    }

    private void adopt(Recorded<D> recorded) {
        log(recorded.row());
        adopt(recorded.row());
        data = recorded.data() == null ? steps.read(row.data) : recorded.data();
    }

    private void log(WorkflowRow now) {
        long took = Duration.between(row.stepBegan, now.updatedAt).toMillis();
        switch (now.state) {
            case RUNNING, UNDOING -> {
                if (!now.step.equals(row.step) || now.state != row.state) {
                    trail.moved(row, now.state == State.UNDOING ? "undo " + now.step : now.step, took);
                }
            }
            case DONE, FAILED, CANCELLED -> trail.ended(now, now.state);
            case WAITING -> {
                if (!now.step.equals(row.step)) {
                    trail.moved(row, now.step, took);
                }
            }
        }
    }

    private void adopt(WorkflowRow now) {
        row = now;
        signals = now.signals();
        readAt = askedAt;
        shift.extended(now, askedAt);
    }

    private Duration timeLeft() {
        return row.timeLeft().minusNanos(surroundings.nanos() - readAt);
    }

    private Run<D> view() {
        return new Run<>(row.id, row.resourceId, data, request, row.generation, row.attempt, signals);
    }

    private Run<D> view(StepSpec<D> step, D input) {
        return new Run<>(row.id, row.resourceId, input, request, row.generation, attempt(step.name()), signals);
    }

    /** A step that the row has not reached yet is in its first try. */
    private int attempt(String step) {
        return row.step.equals(step) ? row.attempt : 1;
    }

    private <T> Uni<T> transaction(Function<Tx, Uni<T>> work) {
        askedAt = surroundings.nanos();
        return db.withTransaction(work);
    }

    private <T> Uni<T> read(Function<Tx, Uni<T>> work) {
        askedAt = surroundings.nanos();
        return db.read(work);
    }

    // ---- around the work ----

    private Uni<D> limited(StepSpec<D> step, Uni<D> work) {
        return surroundings
                .limited(work, timeLeft(), () -> Failures.tooLate(step.name(), step.limit()))
                .emitOn(here);
    }

    private <T> Uni<T> witnessed(StepSpec<D> step, Supplier<Uni<T>> work) {
        return reached(Witness.Point.BEFORE_WORK, step.name())
                .chain(work::get)
                .call(() -> reached(Witness.Point.AFTER_WORK, step.name()));
    }

    /**
     * What is done outside the database nobody refuses. So who was stopped for longer than its lease, and does not know yet
     * that another has gone on, looks before it does any more.
     */
    private <T> Uni<T> ifHeld(Supplier<Uni<T>> work) {
        return shift.isStillHeld(row) ? work.get() : Uni.createFrom().failure(Refused::new);
    }

    private Uni<Void> reached(Witness.Point point) {
        return reached(point, row.step);
    }

    private Uni<Void> reached(Witness.Point point, String step) {
        return runner.witness().reached(new Witness.Moment(point, row.kind, row.resourceId, step, attempt(step)));
    }

    private static Uni<Outcome> item(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private record Recorded<D>(WorkflowRow row, @Nullable D data) {}

    private record Attempt<R>(@Nullable R result, @Nullable Throwable failure) {}

    /** What was done cannot be written down now. The lease runs out, and the step is done again. */
    private static final class Unrecorded extends RuntimeException {
        Unrecorded(Throwable cause) {
            super("progress cannot be recorded", cause);
        }
    }
}
