package io.caelum.compute.server;

import io.caelum.platform.data.Tx;
import io.caelum.platform.data.measure.Measure;
import io.caelum.platform.data.measure.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many servers have which status, as users see it. */
@ApplicationScoped
class ServerMeasure implements Measure {

    @Override
    public Uni<List<Reading>> read(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select vm_state, task_state, count(*) from servers
                        where deleted_at is null group by vm_state, task_state""", Object[].class)
                .getResultList()
                .map(lines -> byStatus(lines).entrySet().stream()
                        .map(entry -> Reading.of(
                                "caelum.servers",
                                entry.getValue(),
                                "status",
                                entry.getKey().name()))
                        .toList());
    }

    private static Map<ServerStatus, Long> byStatus(List<Object[]> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> ServerStatus.of(
                                VmState.valueOf((String) line[0]),
                                line[1] == null ? null : TaskState.valueOf((String) line[1])),
                        Collectors.summingLong(line -> ((Number) line[2]).longValue())));
    }
}
