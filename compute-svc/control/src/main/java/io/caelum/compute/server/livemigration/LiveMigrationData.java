package io.caelum.compute.server.livemigration;

import io.caelum.compute.server.VmState;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.network.BoundPort;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a live migration has found out so far.
 *
 * @param from the host that the server leaves
 * @param bring the order to bring its guest to the other one
 * @param was ACTIVE or PAUSED, and is to be that again
 * @param order what the guest is
 * @param wantedHost the only one that will do, where an administrator named one
 * @param host the other host; empty until one was found
 * @param generation of the guest there
 * @param ports as they are wired on both
 * @param arrived whether the guest is there for good
 */
record LiveMigrationData(
        UUID migration,
        String from,
        GuestOrder bring,
        VmState was,
        BootOrder order,
        Optional<String> wantedHost,
        Optional<String> host,
        Optional<String> zone,
        long generation,
        List<BoundPort> ports,
        boolean arrived) {

    LiveMigrationData placed(String newHost, String newZone, long newGeneration) {
        return new LiveMigrationData(
                migration,
                from,
                bring,
                was,
                order,
                wantedHost,
                Optional.of(newHost),
                Optional.of(newZone),
                newGeneration,
                ports,
                arrived);
    }

    LiveMigrationData wired(List<BoundPort> bound) {
        return new LiveMigrationData(
                migration, from, bring, was, order, wantedHost, host, zone, generation, bound, arrived);
    }

    LiveMigrationData hasArrived() {
        return new LiveMigrationData(
                migration, from, bring, was, order, wantedHost, host, zone, generation, ports, true);
    }
}
