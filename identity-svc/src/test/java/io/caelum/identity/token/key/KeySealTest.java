package io.caelum.identity.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySealTest {

    @Test
    void whatWasSealedOpensWithTheSameSecretOnly() {
        String sealed = seal("one").seal("a private key");

        assertThat(sealed).doesNotContain("private");
        assertThat(seal("one").open(sealed)).contains("a private key");
        assertThat(seal("another").open(sealed)).isEmpty();
    }

    @Test
    void theSameTextSealedTwiceLooksDifferent() {
        assertThat(seal("one").seal("x")).isNotEqualTo(seal("one").seal("x"));
    }

    private static KeySeal seal(String secret) {
        return new KeySeal(null, Optional.of(secret));
    }
}
