package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.Requests.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.FakeControl;
import io.caelum.compute.worker.FakeImages;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.testkit.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturningHostTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path state;

    private final FakeControl control = new FakeControl();
    private final UUID server = UUID.randomUUID();
    private final UUID moved = UUID.randomUUID();
    private FakeImages images;

    @BeforeEach
    void start() throws Exception {
        images = new FakeImages();
        HostUnderTest host = host();
        host.service.build(build(server, 1));
        host.service.build(build(moved, 1));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private HostUnderTest host() {
        return new HostUnderTest(state, control, images, Map.of(), MovableClock.startingAt("2026-05-01T10:00:00Z"));
    }

    private static List<UUID> running(HostUnderTest host) {
        return host.guests().stream()
                .filter(Guest::isRunning)
                .map(Guest::serverId)
                .toList();
    }

    @Test
    void nothingRunsBeforeControlHasSaidThatItMay() {
        HostUnderTest back = host();

        assertThat(back.guests()).hasSize(2);
        assertThat(running(back)).isEmpty();
    }

    @Test
    void guestsThatStillBelongHereRunAgain() {
        HostUnderTest back = host();

        back.reporter.start();

        await().atMost(SOON).until(() -> running(back).size() == 2);
        assertThat(control.toldAbout(server)).containsExactly("spawned");
        back.reporter.leave();
    }

    @Test
    void guestsThatWereMovedAwayAreDestroyedAndNeverRun() {
        control.movedAway.add(moved);
        HostUnderTest back = host();

        back.reporter.start();

        await().atMost(SOON).until(() -> back.guests().size() == 1);
        await().atMost(SOON).until(() -> running(back).equals(List.of(server)));
        await().atMost(SOON).until(() -> control.toldAbout(moved).contains("terminated"));
        back.reporter.leave();
    }

    @Test
    void whatWasOrderedSinceIsNotUndoneByTakingUp() {
        HostUnderTest back = host();
        Guest found = back.guests().stream()
                .filter(guest -> guest.serverId().equals(server))
                .findFirst()
                .orElseThrow();
        back.terminate(server, 1);

        back.service.takeUp(found);

        assertThat(back.guests()).extracting(Guest::serverId).containsExactly(moved);
    }

    @Test
    void theLastWordsAreAGoodbyeThatNamesAllGuests() {
        HostUnderTest back = host();
        back.reporter.start();
        await().atMost(SOON).until(() -> running(back).size() == 2);

        back.reporter.leave();

        assertThat(control.left).singleElement().satisfies(report -> {
            assertThat(report.host()).isEqualTo("host-a");
            assertThat(report.guests()).hasSize(2);
        });
    }
}
