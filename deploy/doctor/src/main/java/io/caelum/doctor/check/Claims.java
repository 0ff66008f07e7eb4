package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every claim on a host is that of a server there, or of a migration that may still bring one back; and every server on a
 * host has its claim.
 */
final class Claims implements Check {

    private static final String WITHOUT_SERVER = """
            select a.server_id, a.host, s.host as lives_on from allocations a
            left join servers s on s.id = a.server_id and s.deleted_at is null
            where s.host is distinct from a.host
              and (s.id is null or s.updated_at < now() - interval '30 seconds')
              and not exists (select 1 from workflow w where w.resource_id = a.server_id and w.finished_at is null)
              and not exists (select 1 from migrations m where m.id = a.server_id and m.source_host = a.host
                and (m.ended_at is null or m.updated_at > now() - interval '30 seconds'))""";

    private static final String WITHOUT_CLAIM = """
            select s.id as server_id, s.host from servers s
            where s.deleted_at is null and s.host is not null and s.updated_at < now() - interval '30 seconds'
              and not exists (select 1 from allocations a where a.server_id = s.id)
              and not exists (select 1 from workflow w where w.resource_id = s.id and w.finished_at is null)""";

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return Stream.concat(
                        sight.compute().rows(WITHOUT_SERVER).stream().map(Claims::withoutServer),
                        sight.compute().rows(WITHOUT_CLAIM).stream().map(Claims::withoutClaim))
                .toList();
    }

    private static Breach withoutServer(Row claim) {
        return Breach.of(
                "claim-without-server",
                claim.id("server_id"),
                "Host %s holds resources for server %s, which lives on %s."
                        .formatted(claim.text("host"), claim.id("server_id"), claim.text("lives_on")),
                new Repair.ByItself("compute-control"));
    }

    private static Breach withoutClaim(Row server) {
        return Breach.of(
                "server-without-claim",
                server.id("server_id"),
                "Server %s is on host %s, which holds no resources for it."
                        .formatted(server.id("server_id"), server.text("host")),
                new Repair.ByItself("compute-control"));
    }
}
