package io.caelum.platform.workflow;

import io.caelum.platform.data.Tx;
import io.caelum.platform.data.measure.Measure;
import io.caelum.platform.data.measure.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Workflows by name and state, and what does not get on. Finished ones are counted until they are deleted. */
@ApplicationScoped
class WorkflowMeasure implements Measure {

    @Override
    public Uni<List<Reading>> read(Tx tx) {
        return byNameAndState(tx)
                .chain(counted -> ages(tx).map(ages -> {
                    var all = new ArrayList<>(counted);
                    all.addAll(ages);
                    return all;
                }));
    }

    private static Uni<List<Reading>> byNameAndState(Tx tx) {
        return tx.session()
                .createNativeQuery("select kind, state, count(*) from workflow group by kind, state", Object[].class)
                .getResultList()
                .map(lines -> lines.stream()
                        .map(line -> Reading.of(
                                "caelum.workflows", (Number) line[2], "workflow", (String) line[0], "state", (String)
                                        line[1]))
                        .toList());
    }

    /** An overdue lease is one whose holder neither works nor gave it back. */
    private static Uni<List<Reading>> ages(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select cast(coalesce(max(extract(epoch from clock_timestamp() - leased_until)), 0) as double precision),
                            cast(coalesce(max(extract(epoch from clock_timestamp() - step_began)), 0) as double precision)
                        from workflow where finished_at is null""", Object[].class)
                .getSingleResult()
                .map(line -> List.of(
                        Reading.of(
                                "caelum.workflow.lease.overdue.seconds", Math.max(0, ((Number) line[0]).doubleValue())),
                        Reading.of("caelum.workflow.step.oldest.seconds", (Number) line[1])));
    }
}
