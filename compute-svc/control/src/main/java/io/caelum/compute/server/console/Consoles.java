package io.caelum.compute.server.console;

import io.caelum.compute.http.Asked;
import io.caelum.compute.neighbour.ConsoleClient;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Issues addresses of consoles, and opens what they lead to. */
@ApplicationScoped
public class Consoles {

    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TOKEN_BYTES = 32;

    private final Db db;
    private final Servers servers;
    private final ConsoleTokens tokens;
    private final ConsoleClient hosts;
    private final Asked asked;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Consoles(Db db, Servers servers, ConsoleTokens tokens, ConsoleClient hosts, Asked asked, Clock clock) {
        this.db = db;
        this.servers = servers;
        this.tokens = tokens;
        this.hosts = hosts;
        this.asked = asked;
        this.clock = clock;
    }

    /**
     * The address of a page of the gateway. The host is asked first, so that nobody gets an address that cannot work. The token
     * stands behind the {@code #}, which browsers keep to themselves.
     */
    public Uni<String> address(RequestContext who, UUID id, ConsoleKind kind) {
        URI door = URI.create(asked.links().base());
        return db.read(tx -> servers.require(tx, who, id))
                .map(Server::requireHost)
                .call(host -> hosts.open(host, id, kind.wireName()))
                .chain(host -> issue(id, host, kind))
                .map(token -> "%s://%s/dashboard/console#%s=%s"
                        .formatted(door.getScheme(), door.getAuthority(), kind.wireName(), token));
    }

    private Uni<String> issue(UUID server, String host, ConsoleKind kind) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var row = ConsoleToken.issued(
                hash(token), server, host, kind, clock.instant().plus(LIFE));
        return db.withTransaction(
                        tx -> tokens.deleteExpired(tx, clock.instant()).chain(() -> tokens.insert(tx, row)))
                .replaceWith(token);
    }

    /** What a token opens; a Fault of kind NOT_FOUND for one that is not good. */
    Uni<ConsoleConnection> connect(String token) {
        return db.read(tx -> tokens.findGood(tx, hash(token), clock.instant()))
                .onItem()
                .ifNull()
                .failWith(() -> Fault.notFound("This console cannot be opened any more; ask for a new address."))
                .chain(known -> hosts.open(known.host, known.serverId, known.kind));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
