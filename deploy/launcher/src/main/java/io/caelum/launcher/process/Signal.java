package io.caelum.launcher.process;

/** What we send to processes; PostgreSQL takes INT for "stop now, orderly" and TERM for "stop when all have left". */
public enum Signal {
    TERM,
    INT,
    KILL,
    /** Stand still, until CONT. */
    STOP,
    CONT
}
