package io.caelum.identity.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordFingerprintTest {

    @Test
    void aFingerprintKnowsItsPasswordAndNoOther() {
        String fingerprint = PasswordFingerprint.of("secret");

        assertThat(PasswordFingerprint.matches("secret", fingerprint)).isTrue();
        assertThat(PasswordFingerprint.matches("Secret", fingerprint)).isFalse();
    }

    @Test
    void theSamePasswordHasManyFingerprintsAndStandsInNone() {
        assertThat(PasswordFingerprint.of("secret"))
                .isNotEqualTo(PasswordFingerprint.of("secret"))
                .doesNotContain("secret");
    }
}
