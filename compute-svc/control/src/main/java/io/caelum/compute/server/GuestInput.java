package io.caelum.compute.server;

import java.util.Map;
import java.util.Optional;

/** What a guest gets from its owner. */
public record GuestInput(
        Map<String, String> metadata, Optional<String> keyName, Optional<String> publicKey, Optional<String> userData) {

    public static GuestInput of(Server server) {
        return new GuestInput(
                server.metadata,
                Optional.ofNullable(server.keyName),
                Optional.ofNullable(server.publicKey),
                Optional.ofNullable(server.userData));
    }

    @Override
    public String toString() {
        return "GuestInput[keyName=" + keyName + "]";
    }
}
