package io.caelum.compute.host;

import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.scheduler.HostState;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

/** The compute hosts: what they reported, and what servers have claimed of them. */
@ApplicationScoped
public class Hosts {

    private static final String HEAR = """
            insert into hosts (name, hypervisor_type, hypervisor_version, host_ip, vcpus, memory_mb, disk_gb,
                started_at, reported_at, left_at, last_seen, created_at)
            values (:host, :type, :version, :ip, :vcpus, :memory, :disk, :started, :reported,
                case when :leaving then cast(:now as timestamptz) end, :now, :now)
            on conflict (name) do update set hypervisor_type = excluded.hypervisor_type,
                hypervisor_version = excluded.hypervisor_version, host_ip = excluded.host_ip,
                vcpus = excluded.vcpus, memory_mb = excluded.memory_mb, disk_gb = excluded.disk_gb,
                started_at = excluded.started_at, reported_at = excluded.reported_at, left_at = excluded.left_at,
                last_seen = excluded.last_seen,
                down_told = hosts.down_told and (hosts.forced_down or excluded.left_at is not null)
            where hosts.reported_at is null or excluded.reported_at >= hosts.reported_at
                or excluded.reported_at < hosts.reported_at - interval '1 minute'
            returning name""";

    private final HostSettings settings;
    private final Hearing hearing;
    private final Clock clock;

    Hosts(HostSettings settings, Hearing hearing, Clock clock) {
        this.settings = settings;
        this.hearing = hearing;
        this.clock = clock;
    }

    /** Hosts that reported after this moment are up; while nobody could hear them, none goes down. */
    Instant alive() {
        Duration window = settings.downAfter();
        return clock.instant().minus(window).minus(hearing.deaf(window));
    }

    Uni<List<Host>> all(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Host order by number", Host.class)
                .getResultList();
    }

    /** All hosts, as the scheduler wants them: read for every boot, so no more of them than that. */
    public Uni<List<HostState>> snapshot(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select name, availability_zone, not forced_down and left_at is null and last_seen > :alive,
                            last_seen, disabled, coalesce(disabled_reason, ''), vcpus, vcpus_used, memory_mb, memory_mb_used,
                            disk_gb, disk_gb_used
                        from hosts""", Object[].class)
                .setParameter("alive", alive())
                .getResultList()
                .map(rows -> rows.stream().map(this::state).toList());
    }

    private HostState state(Object[] row) {
        return new HostState(
                (String) row[0],
                (String) row[1],
                (Boolean) row[2],
                startBefore((OffsetDateTime) row[3]),
                (Boolean) row[4] ? Optional.of((String) row[5]) : Optional.empty(),
                (int) ((Integer) row[6] * settings.cpuAllocationRatio()),
                (Integer) row[7],
                (int) ((Integer) row[8] * settings.memoryAllocationRatio()),
                (Integer) row[9],
                (int) ((Integer) row[10] * settings.diskAllocationRatio()),
                (Integer) row[11]);
    }

    /**
     * Takes what the server needs, if the host still has it. The condition decides, not the snapshot that led here.
     *
     * @return false when the host is no longer there to be had
     */
    public Uni<Boolean> claim(Tx tx, String host, Demand demand) {
        return tx.session()
                .createNativeQuery("""
                        with claimed as (
                            update hosts set vcpus_used = vcpus_used + :vcpus,
                                memory_mb_used = memory_mb_used + :memory,
                                disk_gb_used = disk_gb_used + :disk,
                                servers = servers + 1
                            where name = :host and not disabled and not forced_down and left_at is null
                                and last_seen > :alive
                                and vcpus_used + :vcpus <= floor(vcpus * :cpuRatio)
                                and memory_mb_used + :memory <= floor(memory_mb * :memoryRatio)
                                and disk_gb_used + :disk <= floor(disk_gb * :diskRatio)
                            returning name)
                        insert into allocations (server_id, host, vcpus, memory_mb, disk_gb)
                        select cast(:server as uuid), name, cast(:vcpus as integer), cast(:memory as integer),
                            cast(:disk as integer)
                        from claimed""")
                .setParameter("host", host)
                .setParameter("server", demand.serverId())
                .setParameter("vcpus", demand.vcpus())
                .setParameter("memory", demand.memoryMb())
                .setParameter("disk", demand.diskGb())
                .setParameter("alive", alive())
                .setParameter("cpuRatio", settings.cpuAllocationRatio())
                .setParameter("memoryRatio", settings.memoryAllocationRatio())
                .setParameter("diskRatio", settings.diskAllocationRatio())
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Takes what the server needs from the first of these that still has it; null when none of them has. */
    public Uni<HostState> claimFirst(Tx tx, Iterator<HostState> candidates, Demand demand) {
        if (!candidates.hasNext()) {
            return Uni.createFrom().nullItem();
        }
        HostState host = candidates.next();
        return claim(tx, host.name(), demand)
                .chain(claimed -> claimed ? Uni.createFrom().item(host) : claimFirst(tx, candidates, demand));
    }

    /** Gives back what the server has claimed, wherever that is; nothing is fine. */
    public Uni<Void> release(Tx tx, UUID server) {
        return tx.session()
                .createNativeQuery("""
                        with gone as (delete from allocations where server_id = :server returning *)
                        update hosts h set vcpus_used = h.vcpus_used - gone.vcpus,
                            memory_mb_used = h.memory_mb_used - gone.memory_mb,
                            disk_gb_used = h.disk_gb_used - gone.disk_gb,
                            servers = h.servers - 1
                        from gone where h.name = gone.host""")
                .setParameter("server", server)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** What one holds is another's from now on; nothing is fine. */
    public Uni<Void> handOver(Tx tx, UUID from, UUID to) {
        return tx.session()
                .createNativeQuery("update allocations set server_id = :to where server_id = :from")
                .setParameter("from", from)
                .setParameter("to", to)
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * Takes note of what a host says about itself; a host that is heard of for the first time becomes a row. Of a host's
     * reports the one that it sent last counts: one that comes later than a newer one changes nothing, and what follows
     * finds no row in {@code heard}. Only the host's own clock is compared, with itself; where it was set back by more than
     * any report keeps, the newer report is believed.
     *
     * @param leaving whether it is its last one
     * @param then a query that may use {@code heard (name)}
     */
    public <T> SelectionQuery<T> hear(Tx tx, HostReport report, boolean leaving, String then, Class<T> type) {
        return tx.session()
                .createNativeQuery("with heard as (" + HEAR + ") " + then, type)
                .setParameter("host", report.host())
                .setParameter("type", report.hypervisorType())
                .setParameter("version", report.hypervisorVersion())
                .setParameter("ip", report.hostIp())
                .setParameter("vcpus", report.vcpus())
                .setParameter("memory", report.memoryMb())
                .setParameter("disk", report.diskGb())
                .setParameter("started", report.startedAt())
                .setParameter("reported", report.reportedAt().orElse(clock.instant()))
                .setParameter("leaving", leaving)
                .setParameter("now", clock.instant());
    }

    /** Whether a host reports; one that was never heard of does not. */
    public Uni<Boolean> isUp(Tx tx, String name) {
        return tx.session()
                .createNativeQuery("""
                        select count(*) from hosts
                        where name = :name and not forced_down and left_at is null and last_seen > :alive""", Long.class)
                .setParameter("name", name)
                .setParameter("alive", alive())
                .getSingleResult()
                .map(count -> count > 0);
    }

    /**
     * Until when the host may start a guest: half of the time after which it would be taken for down. In the other half it
     * can tell of it; a guest of which nobody knows would be built a second time elsewhere.
     *
     * @return empty if it is down
     */
    public Uni<Optional<Instant>> startBefore(Tx tx, String name) {
        return tx.session()
                .createNativeQuery("""
                        select last_seen from hosts
                        where name = :name and not forced_down and left_at is null and last_seen > :alive""", OffsetDateTime.class)
                .setParameter("name", name)
                .setParameter("alive", alive())
                .getResultList()
                .map(found -> found.stream().findFirst().map(this::startBefore));
    }

    private Instant startBefore(OffsetDateTime lastSeen) {
        return lastSeen.toInstant().plus(settings.downAfter().dividedBy(2));
    }

    /** Whether such a host has ever reported. */
    public Uni<Boolean> exists(Tx tx, String name) {
        return tx.session()
                .createNativeQuery("select count(*) from hosts where name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Like {@link #isUp}, and nothing changes about the host until the transaction ends. */
    public Uni<Boolean> isUpLocked(Tx tx, String name) {
        Instant alive = alive();
        return tx.session()
                .createNativeQuery("""
                        select not forced_down and left_at is null and last_seen > :alive from hosts
                        where name = :name for update""", Boolean.class)
                .setParameter("name", name)
                .setParameter("alive", alive)
                .getResultList()
                .map(found -> found.contains(true));
    }

    /** Whether there is any sense in looking for a host at all. */
    public Uni<Boolean> anyTakesServers(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select count(*) from hosts
                        where not disabled and not forced_down and left_at is null and last_seen > :alive""", Long.class)
                .setParameter("alive", alive())
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Hosts that have gone down, or left, since this was last asked, each told once. */
    public Uni<List<String>> newlyDown(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        update hosts set down_told = true
                        where not down_told and (last_seen <= :alive or forced_down or left_at is not null)
                        returning name""", String.class)
                .setParameter("alive", alive())
                .getResultList();
    }

    /** UP, UNKNOWN, DOWN or MAINTENANCE for each host, as servers show it to administrators. */
    public Uni<Map<String, String>> statusByName(Tx tx) {
        Instant alive = alive();
        return all(tx).map(hosts -> hosts.stream()
                .collect(Collectors.toMap(
                        host -> host.name,
                        host -> host.disabled
                                ? "MAINTENANCE"
                                : host.forcedDown || host.leftAt != null
                                        ? "DOWN"
                                        : host.isUp(alive) ? "UP" : "UNKNOWN")));
    }

    /** Whether any host is in it. */
    public Uni<Boolean> zoneExists(Tx tx, String zone) {
        return tx.session()
                .createNativeQuery("select count(*) from hosts where availability_zone = :zone", Long.class)
                .setParameter("zone", zone)
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** Writes what administrators decide; what a host reports itself stays as it is. */
    Uni<Void> administer(Tx tx, Host host) {
        return tx.session()
                .createNativeQuery("""
                        update hosts set disabled = :disabled, disabled_reason = nullif(:reason, ''), forced_down = :down
                        where name = :name""")
                .setParameter("disabled", host.disabled)
                .setParameter("reason", host.disabledReason == null ? "" : host.disabledReason)
                .setParameter("down", host.forcedDown)
                .setParameter("name", host.name)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @return false when servers have claims on it, or are said to be on it, and so it stays */
    Uni<Boolean> forget(Tx tx, String name) {
        return tx.session()
                .createNativeQuery("""
                        delete from hosts where name = :name and servers = 0
                            and not exists (select 1 from servers where host = :name and deleted_at is null)""")
                .setParameter("name", name)
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Names and ids of the servers on each host. */
    Uni<Map<String, List<HypervisorView.ServerOn>>> serversOn(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        select s.host, s.id, 'instance-' || lpad(to_hex(s.number), 8, '0') from servers s
                        where s.host is not null and s.deleted_at is null order by s.number""", Tuple.class)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get(0, String.class),
                                Collectors.mapping(
                                        row -> new HypervisorView.ServerOn(
                                                row.get(2, String.class), row.get(1, UUID.class)),
                                        Collectors.toList()))));
    }
}
