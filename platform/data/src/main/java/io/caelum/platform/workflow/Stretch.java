package io.caelum.platform.workflow;

import org.jspecify.annotations.Nullable;

/**
 * Steps in the database that follow each other, done in one transaction as far as they go and recorded once. If one of
 * them fails the transaction is rolled back, and those before it are done again without it.
 */
final class Stretch<D> {

    private final StepSpec<D> first;
    private final D input;
    private final @Nullable StepSpec<D> outside;
    private final @Nullable StepSpec<D> end;
    private @Nullable StepSpec<D> at;

    private Stretch(StepSpec<D> first, D input, @Nullable StepSpec<D> outside, @Nullable StepSpec<D> end) {
        this.first = first;
        this.input = input;
        this.outside = outside;
        this.end = end;
    }

    static <D> Stretch<D> from(StepSpec<D> first, D input) {
        return new Stretch<>(first, input, null, null);
    }

    /** @param outside the step before the first, which is done but not recorded; its result is the input */
    static <D> Stretch<D> after(StepSpec<D> outside, D result, StepSpec<D> first) {
        return new Stretch<>(first, result, outside, null);
    }

    /** The same as far as that step, which is not done. */
    Stretch<D> before(StepSpec<D> step) {
        return new Stretch<>(first, input, outside, step);
    }

    StepSpec<D> first() {
        return first;
    }

    D input() {
        return input;
    }

    @Nullable
    StepSpec<D> outside() {
        return outside;
    }

    boolean includes(StepSpec<D> next) {
        return next != end && next.isInTheDatabase();
    }

    void begins() {
        at = null;
    }

    void isAt(StepSpec<D> step) {
        at = step;
    }

    /** All steps are done: what fails now is the record or the commit. */
    void isDone() {
        at = null;
    }

    /** The step in which it failed; null if it was none of them. */
    @Nullable
    StepSpec<D> at() {
        return at;
    }
}
