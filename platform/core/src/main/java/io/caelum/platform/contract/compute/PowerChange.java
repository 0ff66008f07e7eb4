package io.caelum.platform.contract.compute;

/** What can be done to the power of a guest that is there. */
public enum PowerChange {
    STOP,
    START,
    REBOOT_SOFT,
    REBOOT_HARD,
    PAUSE,
    UNPAUSE,
    SUSPEND,
    RESUME
}
