package io.caelum.identity.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.identity.token.key.KeyPlan.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LEAD = Duration.ofMinutes(1);
    private static final Duration LIFETIME = Duration.ofHours(1);

    @Test
    void theFirstKeySignsAtOnce() {
        assertThat(plan()).isEqualTo(new KeyPlan(Optional.of(NOW), List.of()));
    }

    @Test
    void aYoungKeyStays() {
        assertThat(plan(signing("a", Duration.ofDays(6)))).isEqualTo(new KeyPlan(Optional.empty(), List.of()));
    }

    @Test
    void theSuccessorOfAnOldKeyIsPublishedBeforeItSigns() {
        assertThat(plan(signing("a", Duration.ofDays(8))))
                .isEqualTo(new KeyPlan(Optional.of(NOW.plus(LEAD)), List.of()));
    }

    @Test
    void noSecondSuccessorIsMadeWhileTheFirstWaits() {
        assertThat(plan(signing("a", Duration.ofDays(8)), signing("b", Duration.ofSeconds(-30))))
                .isEqualTo(new KeyPlan(Optional.empty(), List.of()));
    }

    @Test
    void anOldKeyVerifiesUntilItsLastTokenHasExpired() {
        Known old = signing("a", Duration.ofDays(8));

        assertThat(plan(old, signing("b", Duration.ofMinutes(60))).retire()).isEmpty();
        assertThat(plan(old, signing("b", Duration.ofMinutes(62))).retire()).containsExactly("a");
    }

    @Test
    void aKeyThatCannotBeReadIsReplacedAtOnceAndGoesLater() {
        Known foreign = new Known("a", NOW.minus(Duration.ofDays(1)), false);

        assertThat(plan(foreign)).isEqualTo(new KeyPlan(Optional.of(NOW), List.of()));
        assertThat(plan(foreign, signing("b", Duration.ofMinutes(62))).retire()).containsExactly("a");
    }

    private static KeyPlan plan(Known... keys) {
        return KeyPlan.at(NOW, List.of(keys), WEEK, LEAD, LIFETIME);
    }

    private static Known signing(String kid, Duration since) {
        return new Known(kid, NOW.minus(since), true);
    }
}
