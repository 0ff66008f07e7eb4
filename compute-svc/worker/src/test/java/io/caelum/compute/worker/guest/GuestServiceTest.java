package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.Requests.build;
import static io.caelum.compute.worker.Requests.lateBuild;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.FakeControl;
import io.caelum.compute.worker.FakeImages;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.fault.Fault;
import io.caelum.testkit.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestServiceTest {

    @TempDir
    Path state;

    private final FakeControl control = new FakeControl();
    private final MovableClock clock = MovableClock.startingAt("2026-05-01T10:00:00Z");
    private final UUID server = UUID.randomUUID();
    private FakeImages images;
    private HostUnderTest host;

    @BeforeEach
    void start() throws Exception {
        images = new FakeImages();
        host = host();
    }

    @AfterEach
    void stop() {
        images.close();
    }

    @Test
    void aGuestIsBuiltFromItsImageAndReported() throws Exception {
        ImageInfo image = image("bytes");

        host.service.build(build(server, 1, image));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(host.guests()).singleElement().satisfies(guest -> {
            assertThat(guest.serverId()).isEqualTo(server);
            assertThat(guest.generation()).isEqualTo(1);
            assertThat(guest.isRunning()).isTrue();
        });
        assertThat(cached(image)).hasContent("bytes");
    }

    @Test
    void aGuestWithoutImageNeedsNone() {
        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(images.downloads).hasValue(0);
    }

    @Test
    void aBuildInTimeAsksNobody() {
        host.service.build(build(server, 1));

        assertThat(control.asked).isEmpty();
    }

    @Test
    void aLateBuildIsStartedIfTheServerStillBelongsHere() {
        control.beDeafFor(1);

        host.service.build(lateBuild(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(control.asked).containsExactly(server, server);
    }

    @Test
    void aLateBuildIsNotStartedWhenTheServerWasGivenToAnotherHost() {
        control.movedAway.add(server);

        host.service.build(lateBuild(server, 1));

        assertThat(host.guests()).isEmpty();
        assertThat(control.last().what()).isEqualTo("failed");
        assertThat(control.last().reason()).contains("given to another host");
    }

    @Test
    void aLateBuildGoesElsewhereWhenNobodyAnswersWhoseTheServerIs() {
        control.beDeafFor(5);

        host.service.build(lateBuild(server, 1));

        assertThat(host.guests()).isEmpty();
        assertThat(control.last().elsewhere()).isTrue();
        assertThat(control.last().reason()).contains("could not be asked");
    }

    @Test
    void anImageIsFetchedOnceHoweverManyBuildsWaitForIt() throws Exception {
        ImageInfo image = image("bytes");
        images.takeTime(300);

        var builds = new ArrayList<Thread>();
        for (int i = 0; i < 8; i++) {
            builds.add(host.buildInBackground(build(UUID.randomUUID(), 1, image)));
        }
        join(builds);

        assertThat(host.guests()).hasSize(8);
        assertThat(images.downloads).hasValue(1);
    }

    @Test
    void bytesThatAreNotTheImagesFailTheBuildAndAreNotKept() throws Exception {
        ImageInfo image = image("bytes");
        images.corrupt(image);

        host.service.build(build(server, 1, image));

        assertThat(control.last().what()).isEqualTo("failed");
        assertThat(control.last().step()).isEqualTo("fetch-image");
        assertThat(control.last().reason()).contains(image.id().toString()).contains("SHA-512");
        assertThat(host.guests()).isEmpty();
        assertThat(Files.list(state.resolve("images"))).isEmpty();
    }

    @Test
    void aCachedImageThatHasChangedIsFetchedAgain() throws Exception {
        ImageInfo image = image("bytes");
        host.service.build(build(server, 1, image));
        Files.writeString(cached(image), "BYTES");

        host.service.build(build(UUID.randomUUID(), 1, image));

        assertThat(cached(image)).hasContent("bytes");
        assertThat(images.downloads).hasValue(2);
        assertThat(control.last().what()).isEqualTo("spawned");
    }

    @Test
    void aCachedImageIsCheckedAgainAfterARestart() throws Exception {
        ImageInfo image = image("bytes");
        host.service.build(build(server, 1, image));
        Files.writeString(cached(image), "BYTES");
        images.corrupt(image);

        host().service.build(build(UUID.randomUUID(), 1, image));

        assertThat(control.last().what()).isEqualTo("failed");
        assertThat(cached(image)).doesNotExist();
    }

    @Test
    void aDownloadThatBreaksOffIsTriedAgain() throws Exception {
        ImageInfo image = image("some more bytes");
        images.beBrokenFor(2);

        host.service.build(build(server, 1, image));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(images.downloads).hasValue(3);
    }

    @Test
    void anImageThatIsGoneFailsTheBuildEverywhere() throws Exception {
        ImageInfo image = image("bytes");
        images.remove(image);

        host.service.build(build(server, 1, image));

        assertThat(control.last().elsewhere()).isFalse();
        assertThat(control.last().reason()).contains(image.id().toString());
    }

    @Test
    void imagesThatNobodyUsesGoWhenTheCacheIsFull() throws Exception {
        HostUnderTest small = host(Map.of("caelum.worker.image-cache-mb", "1"));
        ImageInfo first = image("a".repeat(700_000));
        ImageInfo second = image("b".repeat(700_000));
        small.service.build(build(UUID.randomUUID(), 1, first));

        small.service.build(build(UUID.randomUUID(), 1, second));

        assertThat(cached(first)).doesNotExist();
        assertThat(cached(second)).exists();
    }

    @Test
    void aCacheThatCannotBePrunedFailsNoBuild() throws Exception {
        ImageInfo image = image("bytes");
        Files.writeString(state.resolve("images").resolve("cafe"), "not an image's name");

        host.service.build(build(server, 1, image));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(cached(image)).hasContent("bytes");
    }

    @Test
    void aGuestThatDoesNotStartLeavesNothingAndAnotherHostMayTry() throws Exception {
        host.simulate("fail-spawn=The hypervisor is full of eels.");

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("failed");
        assertThat(control.last().reason()).isEqualTo("The hypervisor is full of eels.");
        assertThat(control.last().elsewhere()).isTrue();
        assertThat(host.guests()).isEmpty();
    }

    @Test
    void aNewTryOnTheSameHostAfterAFailureIsBuilt() throws Exception {
        host.simulate("fail-spawn=Not yet.", "fail-spawn-count=1");
        host.service.build(build(server, 1));

        host.service.build(build(server, 2));

        assertThat(control.toldAbout(server)).containsExactly("failed", "spawned");
        assertThat(host.guests())
                .singleElement()
                .satisfies(guest -> assertThat(guest.generation()).isEqualTo(2));
    }

    @Test
    void aRepeatedRequestOnlyRepeatsTheAnswer() throws Exception {
        host.service.build(build(server, 1));
        String record = Files.readString(guestFile(server));

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("spawned", "spawned");
        assertThat(guestFile(server)).hasContent(record);
    }

    @Test
    void aRepeatedRequestForAFailedBuildRepeatsItsFailure() throws Exception {
        host.simulate("fail-spawn=No.", "fail-spawn-count=1");
        host.service.build(build(server, 1));

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("failed", "failed");
        assertThat(host.guests()).isEmpty();
    }

    @Test
    void aBuildThatComesAfterItsTerminationIsRefused() {
        host.terminate(server, 3);

        host.service.build(build(server, 3));
        host.service.build(build(server, 2));

        assertThat(control.toldAbout(server)).containsExactly("terminated");
        assertThat(host.guests()).isEmpty();
    }

    @Test
    void aTerminationIsRememberedOverARestart() {
        host.terminate(server, 3);

        host().service.build(build(server, 3));

        assertThat(host.guests()).isEmpty();
    }

    @Test
    void anOlderBuildThanOneSeenIsRefused() {
        host.service.build(build(server, 5));

        host.service.build(build(server, 4));

        assertThat(host.guests())
                .singleElement()
                .satisfies(guest -> assertThat(guest.generation()).isEqualTo(5));
    }

    @Test
    void aNewerBuildReplacesTheGuestOfAnOlderOne() {
        host.service.build(build(server, 1));

        host.service.build(build(server, 2));

        assertThat(host.guests())
                .singleElement()
                .satisfies(guest -> assertThat(guest.generation()).isEqualTo(2));
    }

    @Test
    void aTerminationOfAnOlderBuildLeavesTheNewerGuestAlone() {
        host.service.build(build(server, 2));

        host.terminate(server, 1);

        assertThat(host.guests()).hasSize(1);
        assertThat(control.toldAbout(server)).containsExactly("spawned");
    }

    @Test
    void aTerminationStopsABuildThatIsUnderWay() throws Exception {
        host.simulate("spawn-latency-ms=60000");
        Thread building = host.buildInBackground(build(server, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> !host.guests().isEmpty());

        host.terminate(server, 1);

        building.join(Duration.ofSeconds(5));
        assertThat(control.toldAbout(server)).containsExactly("terminated");
        assertThat(host.guests()).isEmpty();
        assertThat(host.places.taken()).isZero();
    }

    @Test
    void buildsWaitForAPlaceAndCanBeCancelledMeanwhile() throws Exception {
        HostUnderTest narrow = host(Map.of("caelum.worker.concurrent-builds", "1"));
        narrow.simulate("spawn-latency-ms=1000");
        UUID waiting = UUID.randomUUID();
        Thread first = narrow.buildInBackground(build(server, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> narrow.places.taken() == 1);
        narrow.buildInBackground(build(waiting, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> narrow.places.waiting() == 1);

        narrow.terminate(waiting, 1);

        assertThat(control.toldAbout(waiting)).containsExactly("terminated");
        first.join(Duration.ofSeconds(5));
        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(narrow.guests()).hasSize(1);
    }

    @Test
    void aReportIsRepeatedUntilComputeControlAnswers() {
        control.beDeafFor(2);

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(host.ledger.find(server).orElseThrow().told()).isTrue();
    }

    @Test
    void aReportIsRepeatedWhenComputeControlCannotTakeItNow() {
        control.failOnce(Fault.unavailable("The database is away."));

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).containsExactly("spawned");
        assertThat(host.ledger.find(server).orElseThrow().told()).isTrue();
    }

    @Test
    void aReportThatComputeControlRefusesIsNotRepeated() {
        control.failOnce(Fault.notFound("There is no such server."));

        host.service.build(build(server, 1));

        assertThat(control.toldAbout(server)).isEmpty();
        assertThat(host.ledger.find(server).orElseThrow().told()).isTrue();
    }

    @Test
    void guestsOutliveTheWorkerAndLieStill() {
        host.service.build(build(server, 1));

        assertThat(host().guests()).singleElement().satisfies(guest -> {
            assertThat(guest.serverId()).isEqualTo(server);
            assertThat(guest.isRunning()).isFalse();
        });
    }

    @Test
    void whatIsOwedIsToldAfterARestart() throws Exception {
        control.beDeafFor(1_000);
        Thread telling = host.buildInBackground(build(server, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> !host.guests().isEmpty());
        telling.interrupt();
        telling.join(Duration.ofSeconds(5));
        control.beDeafFor(0);

        host().resumeAll();

        assertThat(control.toldAbout(server)).contains("spawned");
    }

    @Test
    void aBuildThatDiedWithTheWorkerFailsAndLeavesNothing() throws Exception {
        host.simulate("spawn-latency-ms=60000");
        host.buildInBackground(build(server, 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> !host.guests().isEmpty());

        HostUnderTest restarted = host();
        restarted.resumeAll();

        assertThat(control.last().what()).isEqualTo("failed");
        assertThat(control.last().reason()).contains("restarted");
        assertThat(control.last().elsewhere()).isTrue();
        assertThat(restarted.guests()).isEmpty();
    }

    @Test
    void aGuestThatDoesNotGoIsTriedAgainAndNotReportedGoneBefore() throws Exception {
        host.service.build(build(server, 1));
        host.simulate("fail-destroy=It hangs.");
        Thread terminating = Thread.ofVirtual().start(() -> host.terminate(server, 1));
        Thread.sleep(500);
        assertThat(control.toldAbout(server)).containsExactly("spawned");

        host.simulate("");

        terminating.join(Duration.ofSeconds(10));
        assertThat(control.toldAbout(server)).containsExactly("spawned", "terminated");
        assertThat(host.guests()).isEmpty();
    }

    @Test
    void serversThatAreLongGoneAreForgottenAndRunningOnesAreNot() {
        UUID running = UUID.randomUUID();
        host.terminate(server, 1);
        host.service.build(build(running, 1));
        clock.advance(Duration.ofHours(25));

        host.ledger.prune();

        assertThat(host.ledger.find(server)).isEmpty();
        assertThat(host.ledger.find(running)).isPresent();
    }

    private HostUnderTest host() {
        return host(Map.of("caelum.worker.concurrent-builds", "8"));
    }

    private HostUnderTest host(Map<String, String> settings) {
        return new HostUnderTest(state, control, images, settings, clock);
    }

    private ImageInfo image(String bytes) throws Exception {
        return images.add(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private Path cached(ImageInfo image) {
        return state.resolve("images").resolve(image.id().toString());
    }

    private Path guestFile(UUID id) throws IOException {
        return state.resolve("guests").resolve(id + ".json");
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(10));
        }
    }
}
