package io.caelum.platform.workflow;

/**
 * This try failed, another way may work: undo down to and including the named step, then go forward again from there
 * with the new data. Whoever throws it bounds the number of tries.
 */
public final class RetryFrom extends RuntimeException {

    private final String step;
    private final transient Object data;

    /**
     * @param step name of an earlier step, or of this one
     * @param data the workflow's data from now on (its {@code D}), e.g. with the host that failed left out
     */
    public RetryFrom(String step, Object data, String reason) {
        super(reason);
        this.step = step;
        this.data = data;
    }

    public String step() {
        return step;
    }

    public Object data() {
        return data;
    }
}
