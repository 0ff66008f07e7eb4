package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Hosts.Found;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every guest is that of a living server, on the host where the server is, and as it was built last; or the one on the other
 * host of a migration that is open.
 */
final class GuestsWithoutServer implements Check {

    private static final String SERVERS = """
            select s.id, s.host, s.generation, s.deleted_at is not null as deleted,
                s.updated_at > now() - interval '30 seconds' as young,
                case when m.source_host = s.host then m.dest_host else m.source_host end as other_host,
                case when m.source_host = s.host then m.dest_generation else m.source_generation end
                    as other_generation
            from servers s left join migrations m on m.server_id = s.id and m.ended_at is null
            where s.id = any(?)""";

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public List<Breach> run(Sight sight) {
        List<Found> guests = sight.hosts().allGuests();
        List<UUID> ids = guests.stream().map(found -> found.guest().serverId()).toList();
        Map<UUID, Row> servers = sight.compute().rows(SERVERS, ids).stream()
                .collect(Collectors.toMap(row -> row.id("id"), Function.identity()));
        return guests.stream()
                .map(found -> judge(found, servers.get(found.guest().serverId())))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Breach judge(Found found, @Nullable Row server) {
        String why = whyNot(found, server);
        return why.isEmpty() ? null : breach(found, why);
    }

    private static String whyNot(Found found, @Nullable Row server) {
        if (server == null) {
            return "there is no such server";
        }
        if (server.is("young")) {
            return "";
        }
        if (server.is("deleted")) {
            return "the server is deleted";
        }
        if (isOfAMigration(found, server)) {
            return "";
        }
        if (!found.host().equals(server.text("host"))) {
            return "the server's host is " + server.text("host");
        }
        return found.guest().generation() < server.number("generation")
                ? "the server has been built anew since, as generation " + server.number("generation")
                : "";
    }

    /** It is not decided yet on which of two hosts the server stays. */
    private static boolean isOfAMigration(Found found, Row server) {
        return found.host().equals(server.text("other_host"))
                && found.guest().generation() == server.number("other_generation");
    }

    private static Breach breach(Found found, String why) {
        UUID id = found.guest().serverId();
        return new Breach(
                "guest-without-server",
                id + " on " + found.host(),
                "Guest of server %s (generation %d) is on host %s, but %s."
                        .formatted(id, found.guest().generation(), found.host(), why),
                new Repair.Order(
                        "tell host %s to remove the guest of server %s".formatted(found.host(), id),
                        orders -> orders.removeGuest(
                                found.host(), id, found.guest().generation())));
    }
}
