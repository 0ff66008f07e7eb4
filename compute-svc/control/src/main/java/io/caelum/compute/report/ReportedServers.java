package io.caelum.compute.report;

import io.caelum.compute.host.Hosts;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of the servers that a host reports, or should report. */
@ApplicationScoped
class ReportedServers {

    /** How long a host may take from what it is told to what it reports. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String COLUMNS = """
            s.id, s.host, s.generation, s.vm_state = 'BUILDING', s.task_state, s.updated_at <= :since,
            s.vm_state = 'ACTIVE' and s.task_state is null,
            s.power_state = 0 or s.fault_message like '%(step check-guest,%',
            case when m.source_host = s.host then m.dest_host else m.source_host end,
            case when m.source_host = s.host then m.dest_generation else m.source_generation end""";

    private static final String MIGRATION = "left join migrations m on m.server_id = s.id and m.ended_at is null";

    /** One row for a host without servers, none for a report that is out of date. */
    private static final String KNOWN = """
            select %s
            from heard left join lateral (
                select id, host, generation, vm_state, task_state, updated_at, power_state, fault_message from servers
                where host = heard.name and deleted_at is null
                union
                select id, host, generation, vm_state, task_state, updated_at, power_state, fault_message from servers
                where id = any(cast(string_to_array(:guests, ',') as uuid[])) and deleted_at is null) s on true
            %s""".formatted(COLUMNS, MIGRATION);

    private static final String OF_GUESTS = """
            select %s from servers s %s
            where s.id = any(cast(string_to_array(:guests, ',') as uuid[])) and s.deleted_at is null""".formatted(COLUMNS, MIGRATION);

    private static final String NAME = "select name from heard";

    private final Hosts hosts;
    private final Clock clock;

    ReportedServers(Hosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * A server that is not deleted.
     *
     * @param id null in the one row of a host that has none
     * @param active it runs, and nothing is being done to it
     * @param overlooked its guest was not in an earlier report
     * @param unchanged it has been as it is for longer than a host takes to report
     * @param otherHost which has a guest of it too, while it is not decided where it stays; null if there is none
     * @param otherGeneration of that guest
     */
    record Known(
            UUID id,
            String host,
            Long generation,
            Boolean building,
            String taskState,
            Boolean unchanged,
            Boolean active,
            Boolean overlooked,
            String otherHost,
            Long otherGeneration) {

        static Known of(Tuple row) {
            return new Known(
                    row.get(0, UUID.class),
                    row.get(1, String.class),
                    row.get(2, Long.class),
                    row.get(3, Boolean.class),
                    row.get(4, String.class),
                    row.get(5, Boolean.class),
                    row.get(6, Boolean.class),
                    row.get(7, Boolean.class),
                    row.get(8, String.class),
                    row.get(9, Long.class));
        }

        /** Whether such a guest should be there: not if it is being deleted, lives elsewhere, or was built anew. */
        boolean has(HostReport.Guest guest, String onHost) {
            if (isDeleting()) {
                return false;
            }
            return onHost.equals(host) && guest.generation() >= generation
                    || onHost.equals(otherHost) && Objects.equals(otherGeneration, guest.generation());
        }

        /** Somebody waits for its guest to run. */
        boolean isBuilding() {
            return building || "REBUILD_SPAWNING".equals(taskState);
        }

        boolean isDeleting() {
            return "DELETING".equals(taskState);
        }

        /** The host was given an order about it, and nothing has been heard of that for a while. */
        boolean hasOpenOrderOn(String name) {
            return unchanged && name.equals(host) && taskState != null && !isBuilding() && !isDeleting();
        }

        /** It may be other than its record says: nothing is being done to it. */
        boolean isAtRestOn(String name) {
            return unchanged && name.equals(host) && taskState == null && !building;
        }

        /** It should be running there, and nothing is being done to it. */
        boolean isExpectedOn(String name) {
            return unchanged && active && name.equals(host);
        }

        /** Its guest was missing there, and nothing has been done about that. */
        boolean isOverlookedOn(String name) {
            return Boolean.TRUE.equals(overlooked) && taskState == null && name.equals(host);
        }

        /** The host was told to build its guest, or to remove it. */
        boolean isAwaitedOn(String name) {
            return unchanged
                    && name.equals(host)
                    && (taskState != null && taskState.endsWith("SPAWNING") || isDeleting());
        }
    }

    Uni<List<Known>> hear(Tx tx, HostReport report) {
        return hosts.hear(tx, report, false, KNOWN, Tuple.class)
                .setParameter("guests", guests(report))
                .setParameter("since", clock.instant().minus(PATIENCE))
                .getResultList()
                .map(rows -> rows.stream().map(Known::of).toList());
    }

    /**
     * The report locks the host until the transaction ends: a server is either still on it afterwards, or has been moved
     * away before this looks.
     */
    Uni<Map<UUID, Known>> welcome(Tx tx, HostReport report) {
        return hosts.hear(tx, report, false, NAME, String.class)
                .getResultList()
                .chain(() -> tx.session()
                        .createNativeQuery(OF_GUESTS, Tuple.class)
                        .setParameter("guests", guests(report))
                        .setParameter("since", clock.instant().minus(PATIENCE))
                        .getResultList())
                .map(rows -> rows.stream().map(Known::of).collect(Collectors.toMap(Known::id, Function.identity())));
    }

    Uni<Void> sayGoodbye(Tx tx, HostReport report) {
        return hosts.hear(tx, report, true, NAME, String.class).getResultList().replaceWithVoid();
    }

    private static String guests(HostReport report) {
        return report.guests().stream()
                .map(guest -> guest.serverId().toString())
                .collect(Collectors.joining(","));
    }
}
