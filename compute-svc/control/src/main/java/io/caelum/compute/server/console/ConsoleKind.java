package io.caelum.compute.server.console;

import io.caelum.platform.fault.Fault;
import java.util.Set;

/** Consoles that can be had, by their {@code type} in the API. */
public enum ConsoleKind {
    NOVNC("novnc", "vnc"),
    SERIAL("serial", "serial");

    /** What Nova knows besides. */
    private static final Set<String> OTHERS = Set.of("xvpvnc", "spice-html5", "rdp-html5", "webmks");

    private final String wireName;
    private final String protocol;

    ConsoleKind(String wireName, String protocol) {
        this.wireName = wireName;
        this.protocol = protocol;
    }

    public String wireName() {
        return wireName;
    }

    String protocol() {
        return protocol;
    }

    /** @throws Fault 501 for a type of Nova's that is not here, 400 for one that nobody knows */
    public static ConsoleKind of(String type) {
        for (ConsoleKind kind : values()) {
            if (kind.wireName.equals(type)) {
                return kind;
            }
        }
        throw OTHERS.contains(type)
                ? Fault.notImplemented(
                        "Consoles of type %s are not implemented; there are novnc and serial.".formatted(type))
                : Fault.badRequest("Invalid input for field/attribute type. Value: %s. It is not one of novnc, serial."
                        .formatted(type));
    }
}
