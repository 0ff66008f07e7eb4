package io.caelum.platform.workflow;

/** Where a workflow stands. */
enum State {
    /** Going forward: being performed, or to be tried again at its {@code wake_at}. */
    RUNNING,
    /** At an await step, held by nobody until a signal or the deadline. */
    WAITING,
    /** Taking steps back. */
    UNDOING,
    DONE,
    FAILED,
    CANCELLED
}
