package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** What a host is said to have given out is the sum of the claims on it. */
final class HostSums implements Check {

    private static final String WRONG = """
            select h.name, h.servers, h.vcpus_used, h.memory_mb_used, h.disk_gb_used, c.servers as claims,
                c.vcpus, c.memory_mb, c.disk_gb
            from hosts h cross join lateral (
                select count(*) as servers, coalesce(sum(vcpus), 0) as vcpus,
                    coalesce(sum(memory_mb), 0) as memory_mb, coalesce(sum(disk_gb), 0) as disk_gb
                from allocations a where a.host = h.name) c
            where (h.servers, h.vcpus_used, h.memory_mb_used, h.disk_gb_used)
                is distinct from (c.servers, c.vcpus, c.memory_mb, c.disk_gb)""";

    @Override
    public Invariant invariant() {
        return Invariant.I4;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.compute().rows(WRONG).stream().map(HostSums::breach).toList();
    }

    private static Breach breach(Row host) {
        return new Breach(
                "host-sum",
                host.text("name"),
                "Host %s counts %s servers, %s VCPUs, %s MiB and %s GiB, but the claims on it are %s, %s, %s and %s."
                        .formatted(
                                host.text("name"),
                                host.text("servers"),
                                host.text("vcpus_used"),
                                host.text("memory_mb_used"),
                                host.text("disk_gb_used"),
                                host.text("claims"),
                                host.text("vcpus"),
                                host.text("memory_mb"),
                                host.text("disk_gb")),
                new Repair.ByItself("compute-control"));
    }
}
