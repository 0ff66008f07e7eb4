package io.caelum.compute.worker.guest;

/** A build has come to a bad end on this host. */
public final class BuildFailed extends Exception {

    private final String step;
    private final boolean elsewhere;

    /**
     * @param step which step of the worker failed
     * @param reason a sentence for the user
     * @param elsewhere true when another host may do better
     */
    public BuildFailed(String step, String reason, boolean elsewhere, Throwable cause) {
        super(reason, cause);
        this.step = step;
        this.elsewhere = elsewhere;
    }

    String step() {
        return step;
    }

    boolean elsewhere() {
        return elsewhere;
    }
}
