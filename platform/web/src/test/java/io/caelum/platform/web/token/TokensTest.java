package io.caelum.platform.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrust;
import io.caelum.platform.fault.Fault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final EllipticCurveJsonWebKey key = TestKeys.key("k1");
    private final Tokens tokens = new Tokens(Clock.fixed(NOW, ZoneOffset.UTC));
    private final String token = TokenCodec.sign(SampleClaims.issuedAt(Tokens.micros(NOW)), key);

    @Test
    void beforeTheKeysAreKnownNobodyIsLetInAndTheAnswerIs503() {
        assertThatThrownBy(() -> tokens.require(token))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
    }

    @Test
    void aGoodTokenIsAcceptedAgainAndAgain() {
        know(key);

        assertThat(tokens.find(token)).isPresent();
        assertThat(tokens.find(token)).isPresent();
    }

    @Test
    void anExpiredTokenIsRefused() {
        know(key);
        String old = TokenCodec.sign(SampleClaims.issuedAt(Tokens.micros(NOW.minusSeconds(3600))), key);

        assertThat(tokens.find(old)).isEmpty();
    }

    @Test
    void aRememberedTokenDiesWithItsRevocation() {
        know(key);
        assertThat(tokens.find(token)).isPresent();

        tokens.revoke(new Revocation(
                "r",
                Optional.of("audit-2"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tokens.micros(NOW),
                Tokens.micros(NOW.plusSeconds(3600))));

        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void aRememberedTokenDiesWithItsKey() {
        know(key);
        assertThat(tokens.find(token)).isPresent();

        know(TestKeys.key("k2"));

        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void missingAndBadTokensAreRefusedInTheSameWords() {
        know(key);
        for (String bad : new String[] {null, "", "garbage"}) {
            assertThatThrownBy(() -> tokens.require(bad))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.status()).isEqualTo(401))
                    .hasMessage("The request you have made requires authentication.");
        }
    }

    private void know(EllipticCurveJsonWebKey known) {
        tokens.fill(new TokenTrust(List.of(known.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)), List.of()));
    }
}
