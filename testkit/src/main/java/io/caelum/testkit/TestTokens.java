package io.caelum.testkit;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.identity.IdentityRpc;
import io.caelum.platform.contract.identity.TokenTrust;
import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.TokenCodec;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Stands in for identity-svc: signs tokens for anybody with a key of its own. Before the first request say who shall
 * believe them: {@link #trustedBy} for the {@code Tokens} bean of the tested service, or {@link #serveOn} for all
 * processes on a bus.
 */
public final class TestTokens {

    private static final EllipticCurveJsonWebKey KEY = generateKey();
    private static final List<String> ROLES = List.of("reader", "member", "manager", "admin");

    private TestTokens() {}

    /** Makes the tested service accept these tokens from now on. */
    public static void trustedBy(Tokens tokens) {
        tokens.refresh(() -> Uni.createFrom().item(trust())).await().atMost(Duration.ofSeconds(5));
    }

    /** Answers {@link IdentityRpc} on the bus, so that every service on it accepts these tokens within a second. */
    public static Bus.Served serveOn(Bus bus) {
        IdentityRpc identity = () -> Uni.createFrom().item(trust());
        return bus.serve(IdentityRpc.class, identity, Serving.onEventLoop("test-identity"));
    }

    public static TokenTrust trust() {
        return new TokenTrust(List.of(KEY.toJson(OutputControlLevel.PUBLIC_ONLY)), List.of());
    }

    /** A member of the project; user and project are named like their ids. */
    public static String member(String projectId) {
        return token("user-of-" + projectId, projectId, "member");
    }

    public static String reader(String projectId) {
        return token("reader-of-" + projectId, projectId, "reader");
    }

    public static String admin() {
        return token("admin", "admin", "admin");
    }

    /** @param role the highest one; those that it implies are added */
    public static String token(String userId, String projectId, String role) {
        return TokenCodec.sign(claims(userId, projectId, role, Instant.now(), Duration.ofHours(1)), KEY);
    }

    public static String expired(String userId, String projectId, String role) {
        var issued = Instant.now().minus(Duration.ofHours(2));
        return TokenCodec.sign(claims(userId, projectId, role, issued, Duration.ofHours(1)), KEY);
    }

    /** Any claims, signed. */
    public static String signed(TokenClaims claims) {
        return TokenCodec.sign(claims, KEY);
    }

    private static TokenClaims claims(String userId, String projectId, String role, Instant issued, Duration life) {
        var auditId = UUID.randomUUID().toString();
        return new TokenClaims(
                userId,
                userId,
                "default",
                Optional.of(projectId),
                Optional.of(projectId),
                Optional.of("default"),
                Optional.empty(),
                false,
                withImplied(role),
                auditId,
                auditId,
                List.of("password"),
                Tokens.micros(issued),
                Tokens.micros(issued.plus(life)));
    }

    private static List<String> withImplied(String role) {
        int rank = ROLES.indexOf(role);
        var roles = new ArrayList<>(ROLES.subList(0, rank + 1));
        if (rank < 0) {
            roles.add(role);
        }
        return roles.reversed();
    }

    private static EllipticCurveJsonWebKey generateKey() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("testkit");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
