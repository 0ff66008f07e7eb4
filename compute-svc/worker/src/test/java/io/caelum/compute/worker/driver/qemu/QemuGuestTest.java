package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.compute.worker.driver.qemu.QemuGuest.Card;
import io.caelum.compute.worker.state.JsonFolder;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.network.BoundPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the network cards of a guest sit. */
class QemuGuestTest {

    private static BoundPort port() {
        return new BoundPort(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "net",
                "fa:16:3e:00:00:01",
                1450,
                "tap",
                true,
                true,
                List.of(new BoundPort.FixedIp(UUID.randomUUID(), "10.0.0.5", 4)));
    }

    private static QemuGuest guest(BoundPort... ports) {
        return QemuGuest.defined(QemuHost.request(UUID.randomUUID(), 1, "raw", List.of(ports), false), Instant.EPOCH);
    }

    private static List<Optional<Integer>> slots(QemuGuest guest) {
        return guest.cards().stream().map(Card::slot).toList();
    }

    @Test
    void cardsSitOneBehindTheOther() {
        assertThat(slots(guest(port(), port()))).containsExactly(Optional.of(16), Optional.of(17));
    }

    @Test
    void aCardStaysWhereItIsWhenAnotherOneGoesAndTheNextTakesTheFreeSlot() {
        BoundPort first = port();
        BoundPort second = port();
        QemuGuest guest = guest(first, second).without(first.portId());

        assertThat(slots(guest)).containsExactly(Optional.of(17));
        assertThat(slots(guest.with(Card.of(port(), guest.cards())))).containsExactly(Optional.of(17), Optional.of(16));
        assertThat(slots(guest.connected(List.of(port(), second)))).containsExactly(Optional.of(16), Optional.of(17));
    }

    @Test
    void moreCardsThanSlotsSitWhereThereIsRoom() {
        QemuGuest guest = guest(Stream.generate(QemuGuestTest::port).limit(17).toArray(BoundPort[]::new));

        assertThat(slots(guest).getLast()).isEmpty();
        assertThat(slots(guest).subList(0, 16)).doesNotHaveDuplicates().allMatch(Optional::isPresent);
    }

    @Test
    void onAnotherHostTheySitWhereTheySatBefore() {
        BoundPort port = port();

        QemuGuest arriving = guest(port).seated(List.of(new Traveller.Card(port.portId(), Optional.empty())));

        assertThat(slots(arriving)).containsExactly(Optional.empty());
    }

    @Test
    void aRecordOfAnEarlierWorkerNamesNoSlots(@TempDir Path folder) throws Exception {
        var files = new JsonFolder<>(folder, QemuGuest.class);
        QemuGuest guest = guest(port());
        files.write(guest.serverId(), guest);
        Path file = folder.resolve(guest.serverId() + ".json");
        Files.writeString(file, Files.readString(file).replaceAll(",\\s*\"slot\" : 16", ""));

        QemuGuest read = files.read(guest.serverId()).orElseThrow();

        assertThat(read.cards()).hasSize(1);
        assertThat(slots(read)).containsExactly(Optional.empty());
    }
}
