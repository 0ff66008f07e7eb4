package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Hosts.Found;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * No server has a guest on more than one host. While it is not decided on which of two it stays it may have one on each, of
 * which only one runs; of one that is just going from one to the other nobody can say which, so it is passed over.
 */
final class DoubleGuests implements Check {

    private static final int RUNNING = 1;
    private static final String MOVING = """
            select server_id, type = 'LIVE_MIGRATION' as live from migrations
            where (ended_at is null or ended_at > now() - interval '30 seconds') and server_id = any(?)""";

    @Override
    public Invariant invariant() {
        return Invariant.I2;
    }

    @Override
    public List<Breach> run(Sight sight) {
        Map<UUID, List<Found>> doubles = sight.hosts().allGuests().stream()
                .collect(Collectors.groupingBy(found -> found.guest().serverId()));
        doubles.values().removeIf(found -> found.size() < 2);
        if (!doubles.isEmpty()) {
            sight.compute().rows(MOVING, doubles.keySet()).forEach(moving -> allowOf(moving, doubles));
        }
        return doubles.entrySet().stream()
                .map(entry -> breach(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void allowOf(Row moving, Map<UUID, List<Found>> doubles) {
        doubles.computeIfPresent(moving.id("server_id"), (server, found) -> {
            long running = found.stream()
                    .filter(one -> one.guest().powerState() == RUNNING)
                    .count();
            return moving.is("live") || running < 2 ? null : found;
        });
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
