package io.caelum.compute.worker.driver;

/** What a console's bytes are. */
public enum ConsoleKind {
    /** The terminal on the guest's serial port. */
    SERIAL,
    /** The guest's screen, by the remote framebuffer protocol (RFC 6143) without a password. */
    VNC
}
