package io.caelum.compute.worker.driver.simulated;

import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is written down of a simulated guest. */
record SimulatedGuest(
        UUID serverId,
        long generation,
        String name,
        int vcpus,
        int memoryMb,
        Disk disk,
        List<Interface> interfaces,
        PowerState power,
        Instant createdAt) {

    /** @param gigabytes 0 for as large as the image */
    record Disk(int gigabytes, Optional<UUID> image) {}

    record Interface(UUID portId, String macAddress) {}

    /** Defined, and not started yet. */
    static SimulatedGuest defined(BuildRequest build, Instant now) {
        return new SimulatedGuest(
                build.serverId(),
                build.generation(),
                build.name(),
                build.vcpus(),
                build.memoryMb(),
                new Disk(build.rootGb(), build.image().map(image -> image.id())),
                build.ports().stream().map(SimulatedGuest::plugged).toList(),
                PowerState.NONE,
                now);
    }

    private static Interface plugged(BoundPort port) {
        return new Interface(port.portId(), port.macAddress());
    }

    SimulatedGuest started() {
        return withPower(PowerState.RUNNING);
    }

    /** It ran in a process that is gone. */
    SimulatedGuest stopped() {
        return withPower(PowerState.SHUT_DOWN);
    }

    SimulatedGuest withPower(PowerState power) {
        return new SimulatedGuest(serverId, generation, name, vcpus, memoryMb, disk, interfaces, power, createdAt);
    }

    SimulatedGuest connected(List<BoundPort> ports) {
        return withInterfaces(ports.stream().map(SimulatedGuest::plugged));
    }

    SimulatedGuest with(BoundPort port) {
        return withInterfaces(Stream.concat(without(port.portId()).interfaces.stream(), Stream.of(plugged(port))));
    }

    SimulatedGuest without(UUID portId) {
        return withInterfaces(interfaces.stream().filter(one -> !one.portId().equals(portId)));
    }

    private SimulatedGuest withInterfaces(Stream<Interface> all) {
        return new SimulatedGuest(serverId, generation, name, vcpus, memoryMb, disk, all.toList(), power, createdAt);
    }

    Guest view() {
        return new Guest(serverId, generation, power);
    }
}
