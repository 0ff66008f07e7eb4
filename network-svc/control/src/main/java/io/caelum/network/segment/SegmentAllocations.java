package io.caelum.network.segment;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows that say which ids are taken. */
@ApplicationScoped
class SegmentAllocations {

    private static final String CLAIM = """
            insert into segment_allocation (network_type, physical_network, segmentation_id, network_id)
            select cast(:type as text), cast(:physnet as text), c.id, cast(:network as uuid)
            from (select cast(unnest(string_to_array(:candidates, ',')) as bigint) as id) c
            where not exists (select 1 from segment_allocation s where s.network_type = :type
                and s.physical_network = :physnet and s.segmentation_id = c.id)
            limit 1
            on conflict do nothing
            returning segmentation_id
            """;

    /** The first free id of each gap: enough to find one if there is any, without listing all. */
    private static final String GAPS = """
            select first.id from (select cast(:first as bigint) as id) first
            where not exists (select 1 from segment_allocation s where s.network_type = :type
                and s.physical_network = :physnet and s.segmentation_id = first.id)
            union all
            (select a.segmentation_id + 1 from segment_allocation a
            where a.network_type = :type and a.physical_network = :physnet
                and a.segmentation_id >= :first and a.segmentation_id < :last
                and not exists (select 1 from segment_allocation s where s.network_type = a.network_type
                    and s.physical_network = a.physical_network and s.segmentation_id = a.segmentation_id + 1)
            limit 64)
            """;

    /** Takes the first candidate that nobody has; empty if others have them all, or were faster. */
    Uni<Optional<Long>> claim(
            Tx tx, NetworkType type, String physicalNetwork, Collection<Long> candidates, UUID networkId) {
        return tx.session()
                .createNativeQuery(CLAIM, Long.class)
                .setParameter("type", type.wireName())
                .setParameter("physnet", physicalNetwork)
                .setParameter("network", networkId)
                .setParameter(
                        "candidates", candidates.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .getResultList()
                .map(ids -> ids.stream().findFirst());
    }

    /** Some ids of a range that are free now; none when the range is used up. */
    Uni<List<Long>> gaps(Tx tx, NetworkType type, IdRange range) {
        return tx.session()
                .createNativeQuery(GAPS, Long.class)
                .setParameter("type", type.wireName())
                .setParameter("physnet", range.physicalNetwork())
                .setParameter("first", range.first())
                .setParameter("last", range.last())
                .getResultList();
    }
}
