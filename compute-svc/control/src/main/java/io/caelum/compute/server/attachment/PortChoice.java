package io.caelum.compute.server.attachment;

import io.caelum.compute.neighbour.NetworkClient;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Settles which port it is to be before anything is made. */
@ApplicationScoped
class PortChoice {

    /** Where a server is asked for, the network service's refusals are mistakes in the request; here Nova tells them apart. */
    private static final Map<String, Fault.Kind> KINDS = Map.of(
            "PortNotFound", Fault.Kind.NOT_FOUND,
            "NetworkNotFound", Fault.Kind.NOT_FOUND,
            "FixedIpAlreadyInUse", Fault.Kind.CONFLICT,
            "NetworkAmbiguous", Fault.Kind.BAD_REQUEST);

    private final NetworkClient network;

    PortChoice(NetworkClient network) {
        this.network = network;
    }

    Uni<ServerPorts.Wanted> of(UUID server, List<RequestedPort> wanted) {
        return network.resolve(wanted, 1, List.of())
                .onFailure(Fault.class)
                .transform(failure -> told((Fault) failure))
                .map(resolved -> port(server, resolved));
    }

    private static Fault told(Fault fault) {
        return new Fault(KINDS.getOrDefault(fault.type(), fault.kind()), fault.type(), fault.getMessage(), fault);
    }

    private static ServerPorts.Wanted port(UUID server, List<RequestedPort> resolved) {
        if (resolved.isEmpty()) {
            throw Fault.badRequest(
                    "No specific network was requested and none are available for instance '%s'.".formatted(server));
        }
        RequestedPort one = resolved.getFirst();
        return new ServerPorts.Wanted(
                one.portId().orElseGet(UUID::randomUUID),
                one.portId().isPresent(),
                one.networkId().orElseThrow(),
                one.fixedIp(),
                one.tag());
    }
}
