package io.caelum.platform.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.junit.jupiter.api.Test;

class TokenCodecTest {

    private final EllipticCurveJsonWebKey key = TestKeys.key("k1");
    private final TokenClaims claims = SampleClaims.issuedAt(1_000_000);

    @Test
    void aSignedTokenReadsBackAsItWasWritten() {
        String token = TokenCodec.sign(claims, key);

        assertThat(TokenCodec.verify(token, id -> key)).contains(claims);
    }

    @Test
    void aProjectScopedTokenStaysShortEnoughForHeadersAndSessions() {
        assertThat(TokenCodec.sign(claims, key)).hasSizeLessThan(700);
    }

    @Test
    void theSignatureOfAnotherKeyWithTheSameIdIsRefused() {
        String token = TokenCodec.sign(claims, TestKeys.key("k1"));

        assertThat(TokenCodec.verify(token, id -> key)).isEmpty();
    }

    @Test
    void aKeyIdThatIsNotKnownIsRefused() {
        assertThat(TokenCodec.verify(TokenCodec.sign(claims, key), id -> null)).isEmpty();
    }

    @Test
    void noAlgorithmButOursIsAccepted() {
        String payload = part("{\"sub\":\"admin\",\"rol\":[\"admin\"]}");

        assertThat(TokenCodec.verify(part("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + payload + ".", id -> key))
                .isEmpty();
        assertThat(TokenCodec.verify(part("{\"alg\":\"HS256\",\"kid\":\"k1\"}") + "." + payload + ".AAAA", id -> key))
                .isEmpty();
    }

    @Test
    void everyChangedCharacterIsRefused() {
        String token = TokenCodec.sign(claims, key);
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            // the last character of a part carries unused bits and may read the same
            int at = random.nextInt(token.length() - 1);
            if (token.charAt(at) == '.' || token.charAt(at + 1) == '.') {
                continue;
            }
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);

            assertThat(TokenCodec.verify(changed, id -> key))
                    .as("changed at %d", at)
                    .isEmpty();
        }
    }

    @Test
    void garbageOfAnyKindIsNoToken() {
        for (String text : List.of("", ".", "..", "a.b.c", "x".repeat(65_536), "null", "%00")) {
            assertThat(TokenCodec.verify(text, id -> key)).isEmpty();
        }
    }

    @Test
    void anUnscopedTokenHasNoProject() {
        var unscoped = new TokenClaims(
                "u",
                "n",
                "default",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                "a",
                "a",
                List.of("password"),
                1,
                2);

        assertThat(TokenCodec.verify(TokenCodec.sign(unscoped, key), id -> key)).contains(unscoped);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
