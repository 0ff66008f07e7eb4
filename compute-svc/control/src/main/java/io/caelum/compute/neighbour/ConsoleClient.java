package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.contract.compute.GuestConsoleRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Consoles of guests, on their hosts. */
@ApplicationScoped
public class ConsoleClient {

    private final GuestConsoleRpc hosts;

    ConsoleClient(Bus bus) {
        hosts = bus.client(GuestConsoleRpc.class);
    }

    /** A Fault of kind CONFLICT, with the reason, where the guest has no such console now. */
    public Uni<ConsoleConnection> open(String host, UUID server, String kind) {
        return Absence.explained(hosts.openConsole(host, server, kind), "worker of host " + host);
    }
}
