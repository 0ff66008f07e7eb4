package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import io.caelum.platform.contract.compute.HostReport.Guest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every active server has its guest on its host. Of hosts that could not be asked nothing is said. */
final class ServersWithoutGuest implements Check {

    private static final String ACTIVE = """
            select id, host, generation from servers
            where deleted_at is null and vm_state = 'ACTIVE' and task_state is null
              and updated_at < now() - interval '30 seconds'""";

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public List<Breach> run(Sight sight) {
        Map<String, List<Guest>> guests = sight.hosts().guests();
        return sight.compute().rows(ACTIVE).stream()
                .filter(server -> !server.has("host") || lacksGuest(server, guests.get(server.text("host"))))
                .map(ServersWithoutGuest::breach)
                .toList();
    }

    private static boolean lacksGuest(Row server, List<Guest> guests) {
        return guests != null
                && guests.stream().noneMatch(guest -> guest.serverId().equals(server.id("id")));
    }

    private static Breach breach(Row server) {
        UUID id = server.id("id");
        return Breach.of(
                "server-without-guest",
                id,
                "Server %s is active on host %s, but has no guest there.".formatted(id, server.text("host")),
                server.has("host")
                        ? new Repair.ByItself("compute-control")
                        : new Repair.ByHand("openstack server delete " + id));
    }
}
