package io.caelum.platform.bus.notify;

import io.caelum.platform.data.Tx;
import io.caelum.platform.data.measure.Measure;
import io.caelum.platform.data.measure.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How many notifications wait for the broker, and for how long the oldest has. */
@ApplicationScoped
class OutboxMeasure implements Measure {

    @Override
    public Uni<List<Reading>> read(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select count(*),
                            cast(coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) as double precision)
                        from outbox""", Object[].class)
                .getSingleResult()
                .map(line -> List.of(
                        Reading.of("caelum.outbox.rows", (Number) line[0]),
                        Reading.of("caelum.outbox.oldest.seconds", (Number) line[1])));
    }
}
