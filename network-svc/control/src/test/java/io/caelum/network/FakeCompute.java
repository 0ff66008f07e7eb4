package io.caelum.network;

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

/** Compute control, as far as it hears events; may be unable to work for a while. */
final class FakeCompute implements ComputeReportRpc {

    final List<ExternalEvent> heard = new CopyOnWriteArrayList<>();
    volatile boolean troubled;

    List<ExternalEvent> heardAbout(UUID server) {
        return heard.stream().filter(event -> event.serverUuid().equals(server)).toList();
    }

    @Override
    public Uni<Void> orderEnded(String host, OrderReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> externalEvents(List<ExternalEvent> events) {
        heard.addAll(events);
        return troubled ? Uni.createFrom().failure(Fault.unavailable("database away")) : done();
    }

    @Override
    public Uni<Void> hostLeaves(HostReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<List<UUID>> hostReturns(HostReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Optional<Instant>> mayStart(String host, UUID serverId, long generation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Void> reportHost(HostReport report) {
        return done();
    }

    @Override
    public Uni<Void> instanceSpawned(String host, UUID serverId, long generation) {
        return done();
    }

    @Override
    public Uni<Void> instanceFailed(
            String host, UUID serverId, long generation, String step, String reason, boolean elsewhere) {
        return done();
    }

    @Override
    public Uni<Void> instanceTerminated(String host, UUID serverId, long generation) {
        return done();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
