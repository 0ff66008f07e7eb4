package io.caelum.platform.web.token;

import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrust;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys and revocations which this process knows. Thread-safe; knows nothing until first filled. */
final class TrustStore {

    private volatile Map<String, EllipticCurveJsonWebKey> keys = Map.of();
    private volatile boolean filled;
    private final Map<String, Revocation> revocations = new ConcurrentHashMap<>();

    /** Takes what identity knows now: its keys replace ours, its revocations are added and expired ones forgotten. */
    void fill(TokenTrust trust, long nowMicros) {
        var read = new HashMap<String, EllipticCurveJsonWebKey>();
        for (String text : trust.keys()) {
            EllipticCurveJsonWebKey key = parse(text);
            read.put(key.getKeyId(), key);
        }
        keys = Map.copyOf(read);
        trust.revocations().forEach(this::revoke);
        revocations.values().removeIf(revocation -> revocation.expiresAtMicros() < nowMicros);
        filled = true;
    }

    void revoke(Revocation revocation) {
        revocations.put(revocation.id(), revocation);
    }

    boolean isFilled() {
        return filled;
    }

    EllipticCurveJsonWebKey key(String id) {
        return keys.get(id);
    }

    boolean isRevoked(TokenClaims token) {
        return isRevoked(token, revocations.values());
    }

    static boolean isRevoked(TokenClaims token, Collection<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            if (kills(revocation, token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean kills(Revocation revocation, TokenClaims token) {
        return token.issuedAtMicros() <= revocation.issuedBeforeMicros()
                && matches(revocation.auditId(), List.of(token.auditId()))
                && matches(revocation.auditChainId(), List.of(token.auditChainId()))
                && matches(revocation.userId(), List.of(token.userId()))
                && matches(revocation.projectId(), token.projectId().stream().toList())
                && matches(revocation.domainId(), domains(token));
    }

    private static List<String> domains(TokenClaims token) {
        return Stream.of(token.domainId(), token.projectDomainId(), Optional.of(token.userDomainId()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean matches(Optional<String> wanted, List<String> found) {
        return wanted.isEmpty() || found.contains(wanted.get());
    }

    private static EllipticCurveJsonWebKey parse(String jwk) {
        try {
            return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException e) {
            throw new IllegalArgumentException("identity sent a key that is no EC key", e);
        }
    }
}
