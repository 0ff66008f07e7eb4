package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.stream.Stream;

/** No segment (VLAN or tunnel number, flat network) belongs to two networks, and each that is in use is taken. */
final class Segments implements Check {

    private static final String TWICE = """
            select network_type, physical_network, segmentation_id,
                string_agg(cast(id as text), ' ' order by id) as networks
            from network where network_type <> 'local'
            group by network_type, physical_network, segmentation_id having count(*) > 1""";

    private static final String NOT_TAKEN = """
            select n.id, n.network_type, n.physical_network, n.segmentation_id from network n
            where n.network_type <> 'local' and not exists (
                select 1 from segment_allocation a
                where a.network_id = n.id and a.network_type = n.network_type
                  and a.physical_network = n.physical_network and a.segmentation_id = n.segmentation_id)""";

    @Override
    public Invariant invariant() {
        return Invariant.I4;
    }

    @Override
    public List<Breach> run(Sight sight) {
        return Stream.concat(
                        sight.network().rows(TWICE).stream().map(Segments::twice),
                        sight.network().rows(NOT_TAKEN).stream().map(Segments::notTaken))
                .toList();
    }

    private static String name(Row row) {
        return "%s %s %s"
                .formatted(row.text("network_type"), row.text("physical_network"), row.text("segmentation_id"))
                .replace("  ", " ");
    }

    private static Breach twice(Row row) {
        return new Breach(
                "segment-twice",
                name(row),
                "Segment %s belongs to the networks %s.".formatted(name(row), row.text("networks")),
                new Repair.ByHand("openstack network delete: one of " + row.text("networks")));
    }

    private static Breach notTaken(Row row) {
        return Breach.of(
                "segment-not-taken",
                row.id("id"),
                "Network %s uses segment %s, which is free for others.".formatted(row.id("id"), name(row)),
                new Repair.ByHand("make the network anew: openstack network delete " + row.id("id")));
    }
}
