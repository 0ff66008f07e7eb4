package io.caelum.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.identity.Revocation;
import io.caelum.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {

    private final MovableClock clock = MovableClock.startingAt("2026-11-23T12:00:00Z");
    private final VerifiedPasswords passwords = new VerifiedPasswords(
            new SmallRyeConfigBuilder()
                    .withMapping(KeycloakSettings.class)
                    .withDefaultValues(Map.of(
                            "caelum.keycloak.url", "http://keycloak",
                            "caelum.keycloak.client-secret", "secret"))
                    .addDefaultInterceptors()
                    .build()
                    .getConfigMapping(KeycloakSettings.class),
            clock);

    private long later(Duration step) {
        clock.advance(step);
        return passwords.now();
    }

    private Revocation ofUser(long issuedBefore) {
        Optional<String> any = Optional.empty();
        return new Revocation("r", any, any, Optional.of("user"), any, any, issuedBefore, Long.MAX_VALUE);
    }

    @Test
    void whatKeycloakFoundRightIsRememberedForThatUserAndPassword() {
        passwords.remember("user", "right", passwords.now());

        assertThat(passwords.isRight("user", "right")).isTrue();
        assertThat(passwords.isRight("user", "wrong")).isFalse();
        assertThat(passwords.isRight("another", "right")).isFalse();
    }

    @Test
    void anAnswerFromBeforeThePasswordWasForgottenIsNotRemembered() {
        long begun = passwords.now();
        later(Duration.ofMillis(10));
        passwords.forget("user");

        passwords.remember("user", "old", begun);

        assertThat(passwords.isRight("user", "old")).isFalse();
        passwords.remember("user", "new", later(Duration.ofMillis(10)));
        assertThat(passwords.isRight("user", "new")).isTrue();
    }

    @Test
    void anAnswerFromBeforeARevocationElsewhereIsNotRemembered() {
        long begun = passwords.now();
        passwords.forget(ofUser(later(Duration.ofMillis(10))));

        passwords.remember("user", "old", begun);

        assertThat(passwords.isRight("user", "old")).isFalse();
    }

    @Test
    void whatWasFoundRightAfterARevocationStaysWhenThatIsReadAgain() {
        Revocation revocation = ofUser(passwords.now());
        passwords.remember("user", "new", later(Duration.ofMillis(10)));

        passwords.forget(List.of(revocation));

        assertThat(passwords.isRight("user", "new")).isTrue();
        passwords.forget(List.of(ofUser(later(Duration.ofMillis(10)))));
        assertThat(passwords.isRight("user", "new")).isFalse();
    }

    @Test
    void anAnswerThatTookLongerThanThingsAreRememberedIsNot() {
        long begun = passwords.now();
        later(Duration.ofMinutes(1));

        passwords.remember("user", "right", begun);

        assertThat(passwords.isRight("user", "right")).isFalse();
    }
}
