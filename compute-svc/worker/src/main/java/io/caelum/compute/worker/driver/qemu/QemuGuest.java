package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.qemu.disk.DiskFormat;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** A network card. */
    record Card(UUID portId, String macAddress, int mtu) {

        static Card of(BoundPort port) {
            return new Card(port.portId(), port.macAddress(), port.mtu());
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
                build.ports().stream().map(Card::of).toList(),
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
                cards,
                wanted,
                createdAt);
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
