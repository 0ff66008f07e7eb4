package io.caelum.compute.host;

import io.caelum.platform.data.Tx;
import io.caelum.platform.data.measure.Measure;
import io.caelum.platform.data.measure.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How many hosts are up and how many are down; those that left for good are neither. */
@ApplicationScoped
class HostMeasure implements Measure {

    private static final String NAME = "caelum.hosts";

    private final Hosts hosts;

    HostMeasure(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Uni<List<Reading>> read(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select count(*) filter (where not forced_down and last_seen > :alive),
                            count(*) filter (where forced_down or last_seen <= :alive)
                        from hosts where left_at is null""", Object[].class)
                .setParameter("alive", hosts.alive())
                .getSingleResult()
                .map(line -> List.of(
                        Reading.of(NAME, (Number) line[0], "state", "up"),
                        Reading.of(NAME, (Number) line[1], "state", "down")));
    }
}
