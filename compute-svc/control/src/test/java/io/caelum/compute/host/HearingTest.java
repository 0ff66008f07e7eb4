package io.caelum.compute.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.testkit.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HearingTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final MovableClock clock = MovableClock.startingAt("2026-05-01T10:00:00Z");
    private final Hearing hearing = new Hearing(clock);

    private void hearFor(int seconds) {
        for (int i = 0; i < seconds; i += 2) {
            clock.advance(Duration.ofSeconds(2));
            hearing.goesOn();
        }
    }

    @Test
    void whoHasJustStartedTakesHostsAsTheyWereAMinuteAgo() {
        assertThat(hearing.deaf(WINDOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(hearing.hasLasted(WINDOW)).isFalse();
    }

    @Test
    void whoHasHeardForTheWholeWindowKnows() {
        hearFor(30);

        assertThat(hearing.deaf(WINDOW)).isZero();
        assertThat(hearing.hasLasted(WINDOW)).isTrue();
    }

    @Test
    void aPauseDoesNotCountWhileItLastsNorForOneWindowAfterIt() {
        hearFor(60);

        clock.advance(Duration.ofSeconds(90));
        assertThat(hearing.deaf(WINDOW)).isEqualTo(Duration.ofSeconds(90));
        assertThat(hearing.hasLasted(Duration.ofSeconds(1))).isFalse();

        hearing.goesOn();
        hearFor(28);
        assertThat(hearing.deaf(WINDOW)).isEqualTo(Duration.ofSeconds(90));

        hearFor(2);
        assertThat(hearing.deaf(WINDOW)).isZero();
    }
}
