package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.util.List;

/** Within one network no address belongs to two ports. Different networks may use the same ones. */
final class Addresses implements Check {

    private static final String TWICE = """
            select s.network_id, a.ip_address, string_agg(cast(a.port_id as text), ' ' order by a.port_id) as ports
            from port_address a join subnet s on s.id = a.subnet_id
            group by s.network_id, a.ip_address having count(*) > 1""";

    @Override
    public Invariant invariant() {
        return Invariant.I4;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return sight.network().rows(TWICE).stream()
                .map(row -> new Breach(
                        "address-twice",
                        row.text("ip_address") + " " + row.text("network_id"),
                        "Address %s of network %s belongs to the ports %s."
                                .formatted(row.text("ip_address"), row.text("network_id"), row.text("ports")),
                        new Repair.ByHand("openstack port delete: one of " + row.text("ports"))))
                .toList();
    }
}
