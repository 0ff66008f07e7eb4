package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Hosts.Found;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** No server has a guest on more than one host. */
final class DoubleGuests implements Check {

    @Override
    public Invariant invariant() {
        return Invariant.I2;
    }

    @Override
    public List<Breach> run(Sight sight) {
        Map<UUID, List<Found>> byServer = sight.hosts().allGuests().stream()
                .collect(Collectors.groupingBy(found -> found.guest().serverId()));
        return byServer.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> breach(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Breach breach(UUID server, List<Found> found) {
        String places = found.stream()
                .map(one ->
                        "%s (generation %d)".formatted(one.host(), one.guest().generation()))
                .sorted()
                .collect(Collectors.joining(" and "));
        // which of them is too many, says the check that compares guests with servers
        return Breach.of(
                "double-guest",
                server,
                "Server %s has guests on %s.".formatted(server, places),
                new Repair.ByItself("compute-control"));
    }
}
