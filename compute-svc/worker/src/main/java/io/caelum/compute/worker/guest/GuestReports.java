package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.neighbour.ComputeControlClient;
import io.caelum.platform.context.Deadline;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.fault.Fault;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Tells compute control how things on this host have ended, again and again until it has answered. */
final class GuestReports {

    private static final Logger LOG = Logger.getLogger(GuestReports.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ComputeControlClient control;
    private final Ledger ledger;

    GuestReports(ComputeControlClient control, Ledger ledger) {
        this.control = control;
        this.ledger = ledger;
    }

    /** Returns when compute control has answered, or what was to be told is no longer true. */
    void tell(LedgerEntry report) {
        tell(
                report.serverId(),
                report.phase(),
                () -> ledger.isStillTrue(report),
                () -> send(report),
                () -> ledger.told(report));
    }

    /** The same for the end of an order. */
    void tell(OrderEntry end, OrderBook book) {
        tell(
                end.serverId(),
                "order " + end.number(),
                () -> book.isStillTrue(end),
                () -> control.orderEnded(new OrderReport(
                        end.serverId(), end.generation(), end.number(), end.powerState(), end.failure())),
                () -> book.told(end));
    }

    private static void tell(UUID server, Object what, BooleanSupplier isStillTrue, Runnable send, Runnable told) {
        Duration pause = FIRST_PAUSE;
        while (isStillTrue.getAsBoolean()) {
            if (isAnswered(server, what, send)) {
                told.run();
                return;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                // the process ends; what is owed is written down
                Thread.currentThread().interrupt();
                return;
            }
            pause = longer(pause);
        }
    }

    private static boolean isAnswered(UUID server, Object what, Runnable send) {
        try {
            Deadline.set(null);
            send.run();
            return true;
        } catch (RuntimeException failure) {
            boolean refused = isRefusal(failure);
            LOG.logf(
                    refused ? Logger.Level.WARN : Logger.Level.INFO,
                    "%s: server_id=%s what=%s error=%s",
                    refused ? "compute control refused a report" : "a report is repeated",
                    server,
                    what,
                    failure.getMessage());
            return refused;
        }
    }

    /** A control that cannot do its work now, e.g. because its database is away, has not taken the report. */
    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof Fault fault && fault.status() < 500;
    }

    private void send(LedgerEntry report) {
        switch (report.phase()) {
            case RUNNING -> control.spawned(report.serverId(), report.generation());
            case FAILED -> {
                LedgerEntry.Failure why = report.failure().orElseThrow();
                control.failed(report.serverId(), report.generation(), why.step(), why.reason(), why.elsewhere());
            }
            case TERMINATED -> control.terminated(report.serverId(), report.terminatedUpTo());
            case BUILDING, TERMINATING -> throw new IllegalStateException("nothing to tell yet of " + report);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
