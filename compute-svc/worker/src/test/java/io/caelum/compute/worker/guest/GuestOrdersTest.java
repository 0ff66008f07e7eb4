package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.Requests.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.worker.FakeControl;
import io.caelum.compute.worker.FakeImages;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.contract.compute.PowerChange;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.RebuildRequest;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.testkit.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestOrdersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path state;

    private final FakeControl control = new FakeControl();
    private final UUID server = UUID.randomUUID();
    private FakeImages images;
    private HostUnderTest host;

    @BeforeEach
    void start() throws Exception {
        images = new FakeImages();
        host = host();
        host.service.build(build(server, 1));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private HostUnderTest host() {
        return new HostUnderTest(state, control, images, Map.of(), MovableClock.startingAt("2026-05-01T10:00:00Z"));
    }

    private void order(long number, PowerChange change) {
        order(host, number, change);
    }

    private void order(HostUnderTest to, long number, PowerChange change) {
        to.orders.changePower(new PowerRequest(new GuestOrder(server, 1, number), change, 0));
    }

    private PowerState power() {
        return host.guests().getFirst().power();
    }

    @Test
    void aGuestIsStoppedAndItsNewPowerToldWithTheOrder() {
        order(1, PowerChange.STOP);

        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
        assertThat(control.orders).containsExactly(new OrderReport(server, 1, 1, 4, Optional.empty()));
    }

    @Test
    void anOrderThatComesTwiceIsCarriedOutOnceAndAnsweredTwice() {
        order(1, PowerChange.STOP);
        order(2, PowerChange.START);

        order(2, PowerChange.START);

        assertThat(control.orders).extracting(OrderReport::number).containsExactly(1L, 2L, 2L);
    }

    @Test
    void aStopThatComesLateDoesNotStopAServerThatWasStartedSince() {
        order(1, PowerChange.STOP);
        order(2, PowerChange.START);

        order(1, PowerChange.STOP);

        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void orderNumbersAreRememberedOverARestart() {
        order(1, PowerChange.STOP);
        order(2, PowerChange.START);
        HostUnderTest restarted = host();

        order(restarted, 1, PowerChange.STOP);

        assertThat(control.orders).hasSize(2);
    }

    @Test
    void aStoppedGuestStaysStoppedOverARestart() {
        order(1, PowerChange.STOP);
        host = host();

        host.reporter.start();
        await().atMost(SOON).until(() -> !control.hosts.isEmpty());

        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
        host.reporter.leave();
    }

    private void attach(long number, BoundPort port) {
        host.orders.attachInterface(new AttachInterfaceRequest(new GuestOrder(server, 1, number), port));
    }

    private void detach(long number, BoundPort port) {
        host.orders.detachInterface(new DetachInterfaceRequest(new GuestOrder(server, 1, number), port.portId()));
    }

    private String written() throws IOException {
        return Files.readString(state.resolve("guests").resolve(server + ".json"));
    }

    private static BoundPort port(String mac) {
        return new BoundPort(UUID.randomUUID(), UUID.randomUUID(), "net", mac, 1450, "ovs", true, false, List.of());
    }

    @Test
    void aPortIsConnectedAndTakenAwayAgain() throws Exception {
        BoundPort port = port("fa:16:3e:00:00:07");

        attach(1, port);
        attach(1, port);
        assertThat(written()).containsOnlyOnce(port.macAddress());

        detach(2, port);
        assertThat(written()).doesNotContain(port.macAddress());
        assertThat(control.orders).extracting(OrderReport::number).containsExactly(1L, 1L, 2L);
        assertThat(control.orders).allMatch(report -> report.failure().isEmpty());
    }

    @Test
    void anAttachThatComesAfterItWasTakenBackConnectsNothing() throws Exception {
        BoundPort port = port("fa:16:3e:00:00:07");

        detach(2, port);
        attach(1, port);

        assertThat(written()).doesNotContain(port.macAddress());
        assertThat(control.orders).extracting(OrderReport::number).containsExactly(2L);
    }

    @Test
    void aGuestStartsWithThePortsThatItsServerHas() throws Exception {
        BoundPort lost = port("fa:16:3e:00:00:07");
        BoundPort kept = port("fa:16:3e:00:00:08");
        attach(1, lost);
        order(2, PowerChange.STOP);

        host.orders.changePower(
                new PowerRequest(new GuestOrder(server, 1, 3), PowerChange.START, 0, Optional.of(List.of(kept))));

        assertThat(written()).doesNotContain(lost.macAddress()).contains(kept.macAddress());
        assertThat(power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void whatTheDriverCannotDoIsToldAsAReason() throws Exception {
        host.simulate("fail-order=The guest hangs.");

        order(1, PowerChange.STOP);

        assertThat(control.orders).containsExactly(new OrderReport(server, 1, 1, 1, Optional.of("The guest hangs.")));
    }

    @Test
    void aGuestOfAnotherGenerationIsNotTouched() {
        host.orders.changePower(new PowerRequest(new GuestOrder(server, 7, 1), PowerChange.STOP, 0));

        assertThat(power()).isEqualTo(PowerState.RUNNING);
        assertThat(control.orders.getFirst().failure()).isPresent();
    }

    @Test
    void nothingIsDoneToAGuestThatWasRemoved() {
        host.terminate(server, 1);

        order(1, PowerChange.START);

        assertThat(host.guests()).isEmpty();
        assertThat(control.orders.getFirst().failure()).isPresent();
    }

    @Test
    void anAnswerIsRepeatedUntilControlHasHeardIt() {
        control.beDeafFor(2);

        order(1, PowerChange.PAUSE);

        assertThat(control.orders).hasSize(1);
        assertThat(power()).isEqualTo(PowerState.PAUSED);
    }

    @Test
    void anAnswerThatWasOwedWhenTheProcessEndedIsToldByTheNextOne() throws Exception {
        var book = new OrderBook(state);
        var order = new GuestOrder(server, 1, 5);
        book.admit(order);
        book.ended(order, 4, Optional.empty());

        assertThat(new OrderBook(state).owed()).extracting(OrderEntry::number).containsExactly(5L);
    }

    @Test
    void anOrderThatHadNotEndedIsBegunAgainWhenItIsRepeated() {
        var book = new OrderBook(state);
        var order = new GuestOrder(server, 1, 5);
        book.admit(order);

        assertThat(new OrderBook(state).admit(order)).isEqualTo(OrderBook.Admission.CARRY_OUT);
    }

    private void snapshot(UUID image, long number) {
        host.orders.snapshot(new SnapshotRequest(new GuestOrder(server, 1, number), image));
    }

    @Test
    void aSnapshotIsBroughtToTheImageServiceInTheFormatThatItHas() {
        UUID image = UUID.randomUUID();

        snapshot(image, 1);

        assertThat(images.brought.get(image)).hasSize(512);
        assertThat(images.formats).containsEntry(image, "raw");
        assertThat(control.orders).containsExactly(new OrderReport(server, 1, 1, 1, Optional.empty()));
        assertThat(state.resolve("snapshots")).isEmptyDirectory();
    }

    @Test
    void anUploadThatBreaksOffIsTriedAgain() {
        UUID image = UUID.randomUUID();
        images.refuseUploads(2);

        snapshot(image, 1);

        assertThat(images.brought).containsKey(image);
    }

    @Test
    void anImageThatCannotBeBroughtFailsTheOrderAndLeavesNoFile() {
        UUID image = UUID.randomUUID();
        images.refuseUploads(99);

        snapshot(image, 1);

        assertThat(control.orders.getFirst().failure())
                .hasValueSatisfying(why -> assertThat(why).contains(image.toString(), "503"));
        assertThat(state.resolve("snapshots")).isEmptyDirectory();
    }

    @Test
    void anImageThatAnEarlierTryHasBroughtIsThere() {
        UUID image = UUID.randomUUID();
        images.brought.put(image, new byte[1]);

        snapshot(image, 1);

        assertThat(control.orders.getFirst().failure()).isEmpty();
    }

    @Test
    void aRebuiltGuestRunsAgainIfItShall() throws Exception {
        ImageInfo image = images.add("bytes".getBytes(StandardCharsets.UTF_8));

        host.orders.rebuild(new RebuildRequest(new GuestOrder(server, 1, 1), build(server, 1, image), false));
        assertThat(power()).isEqualTo(PowerState.SHUT_DOWN);
        host.orders.rebuild(new RebuildRequest(new GuestOrder(server, 1, 2), build(server, 1, image), true));

        assertThat(power()).isEqualTo(PowerState.RUNNING);
        assertThat(images.downloads).hasValue(1);
    }

    @Test
    void aRebuildWithoutItsImageChangesNothing() throws Exception {
        ImageInfo image = images.add("bytes".getBytes(StandardCharsets.UTF_8));
        images.remove(image);

        host.orders.rebuild(new RebuildRequest(new GuestOrder(server, 1, 1), build(server, 1, image), true));

        assertThat(power()).isEqualTo(PowerState.RUNNING);
        assertThat(control.orders.getFirst().failure()).isPresent();
    }
}
