package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.Requests.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.FakeControl;
import io.caelum.compute.worker.FakeImages;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.contract.compute.PowerChange;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.testkit.MovableClock;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that go from one host to another, switched off or running. */
class MovingGuestsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path leftState;

    @TempDir
    Path newState;

    private final FakeControl control = new FakeControl();
    private final UUID server = UUID.randomUUID();
    private final BuildRequest there = build(server, 2);
    private final Road road = new Road();
    private FakeImages images;
    private HostUnderTest left;
    private HostUnderTest next;

    /** Leads a host's questions to the other one. */
    private final class Road implements GuestMoveRpc {

        private final AtomicInteger lostArrivals = new AtomicInteger();

        private GuestMoveRpc to(String host) {
            return host.equals("left") ? left.moves() : next.moves();
        }

        @Override
        public Uni<DiskOffer> offerDisks(String host, UUID serverId, long generation) {
            return to(host).offerDisks(host, serverId, generation);
        }

        @Override
        public Uni<Landing> awaitGuest(String host, BuildRequest build, Traveller guest) {
            return to(host).awaitGuest(host, build, guest);
        }

        /** The answer gets lost, not the question. */
        @Override
        public Uni<Boolean> guestArrived(String host, UUID serverId, long generation, boolean runs) {
            Uni<Boolean> answer = to(host).guestArrived(host, serverId, generation, runs);
            return lostArrivals.getAndUpdate(count -> Math.max(0, count - 1)) > 0
                    ? Uni.createFrom().failure(new IllegalStateException("the answer was lost"))
                    : answer;
        }
    }

    @BeforeEach
    void aGuestOnTheFirstOfTwoHosts() throws Exception {
        images = new FakeImages();
        left = host(leftState);
        next = host(newState);
        left.service.build(build(server, 1));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private HostUnderTest host(Path state) {
        return new HostUnderTest(
                state, control, images, Map.of(), MovableClock.startingAt("2026-05-01T10:00:00Z"), road);
    }

    private void switchOff() {
        left.orders.changePower(new PowerRequest(new GuestOrder(server, 1, 1), PowerChange.STOP, 0));
    }

    private void receive(boolean start) {
        next.service.receive(new ReceiveRequest(there, "left", 1, start));
    }

    private static PowerState power(HostUnderTest host) {
        return host.guests().getFirst().power();
    }

    @Test
    void aGuestThatIsOffComesAndIsStartedIfItIsToBe() {
        switchOff();

        receive(true);

        assertThat(power(next)).isEqualTo(PowerState.RUNNING);
        assertThat(next.guests().getFirst().generation()).isEqualTo(2);
        assertThat(power(left)).isEqualTo(PowerState.SHUT_DOWN);
        assertThat(control.last()).isEqualTo(new FakeControl.Told("spawned", server, 2, "", "", false));
    }

    @Test
    void aGuestThatIsNotToRunIsOffOnBothHosts() {
        switchOff();

        receive(false);

        assertThat(power(next)).isEqualTo(PowerState.SHUT_DOWN);
        assertThat(control.last().what()).isEqualTo("spawned");
    }

    @Test
    void toldTwiceItComesOnceAndIsAnsweredTwice() {
        switchOff();

        receive(true);
        receive(true);

        assertThat(next.guests()).hasSize(1);
        assertThat(control.told.stream().filter(told -> told.generation() == 2)).hasSize(2);
    }

    @Test
    void aGuestThatRunsGivesItsDisksToNobody() {
        receive(true);

        assertThat(next.guests()).isEmpty();
        assertThat(control.last().what()).isEqualTo("failed");
        assertThat(control.last().reason()).contains("The guest is not off");
        assertThat(power(left)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void aGuestOfAnotherGenerationIsNotGiven() {
        switchOff();

        next.service.receive(new ReceiveRequest(there, "left", 7, true));

        assertThat(control.last().reason()).contains("not on that host any more");
        assertThat(next.guests()).isEmpty();
    }

    @Test
    void aHostThatCannotTakeItKeepsNothingOfIt() throws Exception {
        switchOff();
        next.simulate("fail-spawn=The disk is full.");

        receive(true);

        assertThat(control.last().reason()).isEqualTo("The disk is full.");
        assertThat(next.guests()).isEmpty();
    }

    private void liveMigrate(long number, boolean runs) {
        left.orders.liveMigrate(new LiveMigrateRequest(new GuestOrder(server, 1, number), "next", there, runs));
    }

    @Test
    void aGuestGoesWhileItRunsAndBothHostsSaySo() {
        liveMigrate(1, true);

        assertThat(power(next)).isEqualTo(PowerState.RUNNING);
        assertThat(power(left)).isEqualTo(PowerState.SHUT_DOWN);
        assertThat(control.orders).containsExactly(new OrderReport(server, 1, 1, 4, Optional.empty()));
        await().atMost(SOON).until(() -> control.toldAbout(server).contains("spawned"));
        await().atMost(SOON)
                .until(() -> control.told.stream()
                        .anyMatch(told -> told.what().equals("spawned") && told.generation() == 2));
    }

    @Test
    void aPausedGuestIsPausedThereToo() {
        left.orders.changePower(new PowerRequest(new GuestOrder(server, 1, 1), PowerChange.PAUSE, 0));

        liveMigrate(2, false);

        assertThat(power(next)).isEqualTo(PowerState.PAUSED);
    }

    @Test
    void aGuestThatTheOtherHostDoesNotTakeRunsOn() throws Exception {
        next.simulate("fail-spawn=No memory is left.");

        liveMigrate(1, true);

        assertThat(power(left)).isEqualTo(PowerState.RUNNING);
        assertThat(next.guests()).isEmpty();
        assertThat(control.orders.getLast().failure()).get().asString().contains("No memory is left.");
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgain() {
        road.lostArrivals.set(1);

        liveMigrate(1, true);

        assertThat(power(next)).isEqualTo(PowerState.RUNNING);
        assertThat(control.orders.getLast().failure()).isEmpty();
    }

    @Test
    void aGuestThatTheOtherHostHasLostGoesOnWhereItWas() throws Exception {
        next.simulate("fail-order=Its machine is gone.");

        liveMigrate(1, true);

        assertThat(power(left)).isEqualTo(PowerState.RUNNING);
        assertThat(next.guests()).isEmpty();
        assertThat(control.orders.getLast().failure()).get().asString().contains("lost the guest at its arrival");
    }

    @Test
    void aHostThatIsRestartedWhileItAwaitsAGuestGivesItUp() {
        next.moves().awaitGuest("next", there, new Traveller("simulated", size(), List.of()));

        var restarted = host(newState);
        restarted.resumeAll();

        assertThat(restarted.guests()).isEmpty();
        assertThat(restarted
                        .moves()
                        .guestArrived("next", server, 2, true)
                        .await()
                        .indefinitely())
                .isFalse();
    }

    private static DiskOffer.Size size() {
        return new DiskOffer.Size(1, 512, 1, 0, 0);
    }

    @Test
    void aGuestThatIsAwaitedAndNotWantedAnyMoreGoes() {
        next.moves().awaitGuest("next", there, new Traveller("simulated", size(), List.of()));

        next.terminate(server, 2);

        assertThat(next.guests()).isEmpty();
        assertThat(control.last()).isEqualTo(new FakeControl.Told("terminated", server, 2, "", "", false));
    }
}
