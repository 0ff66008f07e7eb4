package io.caelum.platform.web.token;

import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrust;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys and revocations which this process knows. Thread-safe; knows nothing until first filled. */
final class TrustStore {

    private volatile Map<String, EllipticCurveJsonWebKey> keys = Map.of();
    private volatile boolean filled;
    private final RevocationIndex revocations = new RevocationIndex();

    /** Takes what identity knows now: its keys replace ours, its revocations are added and expired ones forgotten. */
    void fill(TokenTrust trust, long nowMicros) {
        var read = new HashMap<String, EllipticCurveJsonWebKey>();
        for (String text : trust.keys()) {
            EllipticCurveJsonWebKey key = parse(text);
            read.put(key.getKeyId(), key);
        }
        keys = Map.copyOf(read);
        trust.revocations().forEach(this::revoke);
        revocations.forgetUntil(nowMicros);
        filled = true;
    }

    void revoke(Revocation revocation) {
        revocations.add(revocation);
    }

    boolean isFilled() {
        return filled;
    }

    EllipticCurveJsonWebKey key(String id) {
        return keys.get(id);
    }

    boolean isRevoked(TokenClaims token) {
        return revocations.hit(token);
    }

    private static EllipticCurveJsonWebKey parse(String jwk) {
        try {
            return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException e) {
            throw new IllegalArgumentException("identity sent a key that is no EC key", e);
        }
    }
}
