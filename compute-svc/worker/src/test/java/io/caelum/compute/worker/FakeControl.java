package io.caelum.compute.worker;

import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Compute control that writes down what it is told, and can be deaf for a while. */
public final class FakeControl implements ComputeReportRpc {

    public record Told(String what, UUID serverId, long generation, String step, String reason, boolean elsewhere) {}

    public final List<Told> told = new CopyOnWriteArrayList<>();
    public final List<OrderReport> orders = new CopyOnWriteArrayList<>();
    public final List<HostReport> hosts = new CopyOnWriteArrayList<>();
    public final List<HostReport> left = new CopyOnWriteArrayList<>();
    public final List<UUID> movedAway = new CopyOnWriteArrayList<>();
    public final List<UUID> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger deafFor = new AtomicInteger();
    private volatile RuntimeException excuse = new IllegalStateException("not now");

    /** The next so many calls fail. */
    public void beDeafFor(int calls) {
        deafFor.set(calls);
    }

    /** The next call fails like this. */
    public void failOnce(Fault fault) {
        excuse = fault;
        deafFor.set(1);
    }

    public List<String> toldAbout(UUID server) {
        return told.stream()
                .filter(one -> one.serverId().equals(server))
                .map(Told::what)
                .toList();
    }

    public Told last() {
        return told.getLast();
    }

    /** Whether a host has reported, and its latest report lists exactly these guests, all of them running. */
    public boolean lastReportLists(UUID... servers) {
        return !hosts.isEmpty()
                && hosts.getLast().guests().stream().allMatch(guest -> guest.powerState() == 1)
                && hosts.getLast().guests().stream()
                        .map(HostReport.Guest::serverId)
                        .toList()
                        .equals(List.of(servers));
    }

    @Override
    public Uni<Void> reportHost(HostReport report) {
        hosts.add(report);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> hostLeaves(HostReport report) {
        left.add(report);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<UUID>> hostReturns(HostReport report) {
        hosts.add(report);
        return Uni.createFrom()
                .item(report.guests().stream()
                        .map(HostReport.Guest::serverId)
                        .filter(server -> !movedAway.contains(server))
                        .toList());
    }

    @Override
    public Uni<Optional<Instant>> mayStart(String host, UUID serverId, long generation) {
        asked.add(serverId);
        if (deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Uni.createFrom().failure(excuse);
        }
        return Uni.createFrom()
                .item(
                        movedAway.contains(serverId)
                                ? Optional.empty()
                                : Optional.of(Instant.now().plusSeconds(60)));
    }

    @Override
    public Uni<Void> instanceSpawned(String host, UUID serverId, long generation) {
        return hear(new Told("spawned", serverId, generation, "", "", false));
    }

    @Override
    public Uni<Void> instanceFailed(
            String host, UUID serverId, long generation, String step, String reason, boolean elsewhere) {
        return hear(new Told("failed", serverId, generation, step, reason, elsewhere));
    }

    @Override
    public Uni<Void> instanceTerminated(String host, UUID serverId, long generation) {
        return hear(new Told("terminated", serverId, generation, "", "", false));
    }

    @Override
    public Uni<Void> orderEnded(String host, OrderReport report) {
        return hear(new Told(
                        "order",
                        report.serverId(),
                        report.generation(),
                        "",
                        report.failure().orElse(""),
                        false))
                .invoke(() -> orders.add(report));
    }

    @Override
    public Uni<Void> externalEvents(List<ExternalEvent> events) {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> hear(Told one) {
        if (deafFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Uni.createFrom().failure(excuse);
        }
        told.add(one);
        return Uni.createFrom().voidItem();
    }
}
