package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** A port that is bound to a host whose agent lives gets wired. */
final class PortsUnderWay implements Check {

    private static final String NOT_WIRED = """
            select id, binding_host, status, updated_at from port p
            where wire_due_at is not null and updated_at < now() - interval '60 seconds'
              and exists (select 1 from agent a
                  where a.host = p.binding_host and heartbeat_at > now() - interval '35 seconds')""";

    @Override
    public Invariant invariant() {
        return Invariant.I1;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.network().rows(NOT_WIRED).stream()
                .map(row -> Breach.of(
                        "port-not-wired",
                        row.id("id"),
                        "Port %s has been bound to %s since %s and is not wired: its status is %s."
                                .formatted(
                                        row.id("id"),
                                        row.text("binding_host"),
                                        row.text("updated_at"),
                                        row.text("status")),
                        new Repair.ByHand("deploy/stack logs %s tells why; it is tried again and again"
                                .formatted(row.text("binding_host")))))
                .toList();
    }
}
