package io.caelum.platform.web.token;

import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Signing keys and tokens for tests. */
public final class TestKeys {

    private TestKeys() {}

    public static EllipticCurveJsonWebKey key(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A valid token of the user demo, member of the project demo. */
    public static String token(EllipticCurveJsonWebKey key) {
        return TokenCodec.sign(SampleClaims.issuedAt(Tokens.micros(Instant.now())), key);
    }
}
