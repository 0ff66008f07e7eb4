package io.caelum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.TokenCodec;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    @Test
    void aTokenIsVerifiedByThePublicKeyAloneAndCarriesImpliedRoles() {
        var claims = TokenCodec.verify(TestTokens.member("p1"), id -> publicKey());
        assertThat(claims.flatMap(TokenClaims::projectId)).isEqualTo(Optional.of("p1"));
        assertThat(claims.orElseThrow().roles()).containsExactly("member", "reader");
    }

    private static EllipticCurveJsonWebKey publicKey() {
        try {
            var key = (EllipticCurveJsonWebKey)
                    JsonWebKey.Factory.newJwk(TestTokens.trust().keys().getFirst());
            assertThat(key.getPrivateKey()).isNull();
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
