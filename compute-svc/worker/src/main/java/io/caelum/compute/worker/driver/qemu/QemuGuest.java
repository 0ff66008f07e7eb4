package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.qemu.disk.DiskFormat;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is written down of a guest.
 *
 * @param base format of the image below its root disk
 * @param wanted what shall become of it when the host comes back
 */
record QemuGuest(
        UUID serverId,
        long generation,
        GuestSize size,
        Optional<DiskFormat> base,
        boolean configDrive,
        List<Card> cards,
        Wanted wanted,
        Instant createdAt) {

    enum Wanted {
        /** It has not run yet. */
        NOTHING,
        RUNNING,
        OFF,
        /** Off, with its memory on its disk. */
        SUSPENDED
    }

    /**
     * A network card.
     *
     * @param slot where it sits on the machine's bus, as long as the guest has it: saved memory goes by that. Empty for
     *     wherever there is room
     */
    record Card(UUID portId, String macAddress, int mtu, Optional<Integer> slot) {

        /** Behind what every machine has; the bus ends there. */
        private static final int FIRST_SLOT = 16;

        private static final int LAST_SLOT = 31;

        /** A record that an older worker has kept names no slots. */
        Card {
            slot = slot == null ? Optional.empty() : slot;
        }

        static Card of(BoundPort port, List<Card> others) {
            return new Card(port.portId(), port.macAddress(), port.mtu(), freeSlot(others));
        }

        private static Optional<Integer> freeSlot(List<Card> others) {
            return IntStream.rangeClosed(FIRST_SLOT, LAST_SLOT)
                    .filter(slot -> others.stream().noneMatch(card -> card.slot.equals(Optional.of(slot))))
                    .boxed()
                    .findFirst();
        }

        /** Those that are among the others stay where they are. */
        static List<Card> of(List<BoundPort> ports, List<Card> others) {
            var cards = new ArrayList<Card>();
            var taken = new ArrayList<>(others);
            for (BoundPort port : ports) {
                Card card = others.stream()
                        .filter(known -> known.portId.equals(port.portId()))
                        .findFirst()
                        .map(known -> new Card(port.portId(), port.macAddress(), port.mtu(), known.slot))
                        .orElseGet(() -> of(port, taken));
                cards.add(card);
                taken.add(card);
            }
            return List.copyOf(cards);
        }

        /** Names of QEMU's for both halves of it. */
        String netdev() {
            return "net-" + portId;
        }

        String device() {
            return "nic-" + portId;
        }
    }

    static QemuGuest defined(BuildRequest build, Instant now) {
        return new QemuGuest(
                build.serverId(),
                build.generation(),
                sizeOf(build),
                Optional.empty(),
                build.configDrive(),
                Card.of(build.ports(), List.of()),
                Wanted.NOTHING,
                now);
    }

    static GuestSize sizeOf(BuildRequest build) {
        return new GuestSize(build.vcpus(), build.memoryMb(), build.rootGb(), build.ephemeralGb(), build.swapMb());
    }

    QemuGuest wanting(Wanted wanted) {
        return new QemuGuest(serverId, generation, size, base, configDrive, cards, wanted, createdAt);
    }

    QemuGuest on(Optional<DiskFormat> base) {
        return new QemuGuest(serverId, generation, size, base, configDrive, cards, wanted, createdAt);
    }

    QemuGuest sized(GuestSize size) {
        return new QemuGuest(serverId, generation, size, base, configDrive, cards, wanted, createdAt);
    }

    /** The same guest by a later request. */
    QemuGuest rebuilt(BuildRequest build) {
        return new QemuGuest(
                serverId,
                Math.max(generation, build.generation()),
                size,
                base,
                build.configDrive(),
                Card.of(build.ports(), cards),
                wanted,
                createdAt);
    }

    QemuGuest connected(List<BoundPort> ports) {
        return new QemuGuest(serverId, generation, size, base, configDrive, Card.of(ports, cards), wanted, createdAt);
    }

    /** With its cards where they sit on another host. */
    QemuGuest seated(List<Traveller.Card> seats) {
        Map<UUID, Optional<Integer>> slots =
                seats.stream().collect(Collectors.toMap(Traveller.Card::portId, Traveller.Card::slot));
        List<Card> seated = cards.stream()
                .map(card -> new Card(
                        card.portId(), card.macAddress(), card.mtu(), slots.getOrDefault(card.portId(), card.slot())))
                .toList();
        return new QemuGuest(serverId, generation, size, base, configDrive, seated, wanted, createdAt);
    }

    QemuGuest with(Card card) {
        List<Card> all = Stream.concat(without(card.portId()).cards.stream(), Stream.of(card))
                .toList();
        return new QemuGuest(serverId, generation, size, base, configDrive, all, wanted, createdAt);
    }

    QemuGuest without(UUID portId) {
        List<Card> left =
                cards.stream().filter(card -> !card.portId().equals(portId)).toList();
        return new QemuGuest(serverId, generation, size, base, configDrive, left, wanted, createdAt);
    }
}
