package io.caelum.compute.worker.console;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.ConsoleKind;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.contract.compute.GuestConsoleRpc;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives tickets for the consoles of this process's hosts. */
@ApplicationScoped
public class GuestConsoles {

    private final ConsoleTickets tickets;
    private final Bus bus;
    private final String url;

    GuestConsoles(ConsoleTickets tickets, Bus bus, WorkerConfig config) {
        this.tickets = tickets;
        this.bus = bus;
        this.url = config.consoleUrl();
    }

    /** Serves the guests of one host. */
    public void serve(String host, Driver driver) {
        bus.serve(
                GuestConsoleRpc.class,
                (asked, serverId, kind) -> Uni.createFrom().item(() -> open(driver, serverId, kind)),
                Serving.onVirtualThreads(host));
    }

    private ConsoleConnection open(Driver driver, UUID serverId, String kind) {
        try {
            return new ConsoleConnection(
                    kind, url + ConsoleSocket.PATH, tickets.issue(driver.console(serverId, kindOf(kind))));
        } catch (DriverException e) {
            throw Fault.conflict(e.getMessage());
        }
    }

    private static ConsoleKind kindOf(String kind) {
        return switch (kind) {
            case "novnc" -> ConsoleKind.VNC;
            case "serial" -> ConsoleKind.SERIAL;
            default -> throw Fault.conflict("There are no consoles of the kind " + kind + ", only novnc and serial.");
        };
    }
}
