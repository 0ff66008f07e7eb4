package io.caelum.compute.simulation;

import io.caelum.compute.action.NoActions;
import io.caelum.compute.host.Hearing;
import io.caelum.compute.host.SimulatedHosts;
import io.caelum.compute.neighbour.SimulatedNeighbours;
import io.caelum.compute.report.SimulatedReports;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.SimulatedNotices;
import io.caelum.compute.server.SimulatedRequests;
import io.caelum.compute.server.boot.SimulatedBoot;
import io.caelum.compute.server.delete.SimulatedDelete;
import io.caelum.compute.server.order.SimulatedOrders;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.data.SimulatedDb;
import io.caelum.platform.workflow.SimulatedEngine;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Witness;
import io.caelum.platform.workflow.WorkflowSettings;
import io.caelum.testkit.simulation.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;

/** One compute control: engine, boot, delete and ears are the real ones. */
final class ControlProcess {

    private static final Duration WATCH = Duration.ofSeconds(2);

    private final SimulatedCloud cloud;
    private final SimulatedProcess process;
    private final SimulatedDb db;
    private final SimulatedBoot boot;
    private final SimulatedReports reports;
    private final SimulatedRequests requests;

    ControlProcess(SimulatedCloud cloud, String name) {
        this.cloud = cloud;
        process = cloud.simulation().startProcess(name);
        db = new SimulatedDb(process, cloud.store(), () -> cloud.faults().transaction());
        var bus = new SimulatedBus(cloud, process);
        Hearing hearing = cloud.hosts().newHearing();
        SimulatedHosts hosts = cloud.hosts().heard(hearing);
        var engine = new SimulatedEngine(process, db, cloud.workflows(), new Settings());
        var neighbours = SimulatedNeighbours.on(bus);
        var actions = new NoActions();
        var states = cloud.servers().states();
        ServerNotices notices = SimulatedNotices.to(cloud.outbox());
        var delete = SimulatedDelete.of(engine.workflows(), neighbours, hosts, states, actions, notices, db);
        boot = SimulatedBoot.of(engine.workflows(), neighbours, hosts, states, actions, notices, delete.workflow(), db);
        reports = SimulatedReports.of(
                db,
                bus,
                hearing,
                hosts,
                cloud.servers(),
                boot.signals(),
                delete.signals(),
                SimulatedOrders.of(engine.workflows()),
                neighbours.workers());
        requests = new SimulatedRequests(
                db, cloud.servers(), actions, notices, engine.workflows(), boot.workflow(), delete.workflow());
        engine.watchedBy(this::breakSometimes);
        engine.start(boot.workflow(), delete.workflow());
        watch();
    }

    SimulatedProcess process() {
        return process;
    }

    ComputeReportRpc ears() {
        return reports.rpc();
    }

    SimulatedRequests requests() {
        return requests;
    }

    Uni<Boolean> plugged(UUID server, UUID port) {
        return db.inOneStatement(tx -> boot.signals().vifPlugged(tx, server, port, true));
    }

    private void watch() {
        process.after(WATCH, () -> {
            reports.lookForDownHosts().subscribe().with(done -> {}, failure -> {});
            watch();
        });
    }

    /** At every moment of every step it may fail, or the process may die or be stopped. */
    private Uni<Void> breakSometimes(Witness.Moment moment) {
        var simulation = cloud.simulation();
        simulation.tell(moment.resourceId() + " " + moment.kind() + " " + moment.step() + " " + moment.point() + " in "
                + process.name());
        if (!simulation.chance(cloud.faults().step())) {
            return Uni.createFrom().voidItem();
        }
        boolean unwinding = moment.point() == Witness.Point.BEFORE_UNDO || moment.point() == Witness.Point.AFTER_UNDO;
        return switch ((int) simulation.random(4)) {
            case 0 -> {
                cloud.replace(this);
                yield Uni.createFrom().nothing();
            }
            case 1 -> {
                cloud.stop(this);
                yield cloud.store().isInTransaction() ? Uni.createFrom().voidItem() : whenItGoesOn();
            }
            case 2 -> Uni.createFrom().failure(new IllegalStateException("a failure that passes"));
            default ->
                Uni.createFrom()
                        .failure(
                                unwinding || moment.kind().equals("delete-server")
                                        ? new IllegalStateException("once more")
                                        : new StepFailed("It broke in the simulation."));
        };
    }

    private Uni<Void> whenItGoesOn() {
        return Uni.createFrom().emitter(emitter -> process.after(Duration.ofNanos(1), () -> emitter.complete(null)));
    }

    private record Settings() implements WorkflowSettings {

        @Override
        public Duration lease() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration sweep() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration undoPatience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int concurrency() {
            return 64;
        }

        @Override
        public Duration keepFinished() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration drain() {
            return Duration.ofSeconds(5);
        }
    }
}
