package io.caelum.compute.server.console;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "console_token")
class ConsoleToken {

    /** SHA-256 of the token, hex. */
    @Id
    String hash;

    UUID serverId;
    String host;
    String kind;
    Instant expiresAt;

    static ConsoleToken issued(String hash, UUID serverId, String host, ConsoleKind kind, Instant expiresAt) {
        var token = new ConsoleToken();
        token.hash = hash;
        token.serverId = serverId;
        token.host = host;
        token.kind = kind.wireName();
        token.expiresAt = expiresAt;
        return token;
    }
}
