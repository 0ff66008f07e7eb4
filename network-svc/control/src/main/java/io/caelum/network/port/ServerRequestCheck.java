package io.caelum.network.port;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.policy.Ownership;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Checks the networks and ports of a server request before anything is made. It makes nothing and promises nothing. What
 * is wrong with the request is a BAD_REQUEST, also an id of nothing: the id stands in the body.
 */
@ApplicationScoped
public class ServerRequestCheck {

    @Inject
    Db db;

    @Inject
    Ports ports;

    @Inject
    Networks networks;

    @Inject
    Subnets subnets;

    @Inject
    Quotas quotas;

    @Inject
    SecurityGroups groups;

    public Uni<List<RequestedPort>> resolve(List<RequestedPort> requested, int servers, List<String> securityGroups) {
        RequestContext caller = CurrentContext.get();
        if (caller.projectId() == null) {
            throw NetworkFaults.badRequest("The token is not scoped to a project.");
        }
        return db.read(tx -> (requested.isEmpty() ? onlyNetwork(tx, caller) : all(tx, caller, requested))
                .call(() -> groups.requireNamed(tx, caller.projectId(), securityGroups))
                .call(resolved -> requireQuota(tx, caller, resolved, servers)));
    }

    private Uni<List<RequestedPort>> onlyNetwork(Tx tx, RequestContext caller) {
        return networks.usableBy(tx, caller.projectId()).map(found -> switch (found.size()) {
            case 0 -> List.of();
            case 1 -> List.of(on(requireSubnet(found.getFirst())));
            default -> throw severalNetworks(found);
        });
    }

    private static RequestedPort on(NetworkFacts network) {
        return new RequestedPort(Optional.of(network.id()), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Fault severalNetworks(List<NetworkFacts> found) {
        return NetworkFaults.conflict(
                "NetworkAmbiguous",
                "Multiple possible networks found, use a Network ID to be more specific: "
                        + found.stream()
                                .limit(10)
                                .map(network -> network.name() + " (" + network.id() + ")")
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private Uni<List<RequestedPort>> all(Tx tx, RequestContext caller, List<RequestedPort> requested) {
        refuseTwice(requested);
        return Multi.createFrom()
                .iterable(requested)
                .onItem()
                .transformToUniAndConcatenate(one -> one.portId().isPresent()
                        ? givenPort(tx, caller, one, one.portId().get())
                        : onNetwork(tx, caller, one))
                .collect()
                .asList();
    }

    private static void refuseTwice(List<RequestedPort> requested) {
        var seen = new HashSet<UUID>();
        for (RequestedPort one : requested) {
            if (one.portId().isPresent() && !seen.add(one.portId().get())) {
                throw NetworkFaults.badRequest(
                        "PortDuplicated", "Port " + one.portId().get() + " is requested twice.");
            }
        }
    }

    private Uni<RequestedPort> givenPort(Tx tx, RequestContext caller, RequestedPort requested, UUID id) {
        return asBadRequest(ports.require(tx, caller, id))
                .invoke(port -> {
                    if (!Ownership.owns(caller, port.projectId)) {
                        throw NetworkFaults.badRequest("PortNotFound", "Port " + id + " could not be found.");
                    }
                    if (!port.deviceId.isEmpty()) {
                        throw ServerPortService.inUse(port);
                    }
                })
                .map(port -> new RequestedPort(
                        Optional.of(port.networkId), requested.portId(), Optional.empty(), requested.tag()));
    }

    private Uni<RequestedPort> onNetwork(Tx tx, RequestContext caller, RequestedPort requested) {
        UUID id =
                requested.networkId().orElseThrow(() -> NetworkFaults.badRequest("A network needs a uuid or a port."));
        return asBadRequest(networks.requireFacts(tx, caller, id))
                .invoke(network -> requireUsable(caller, network))
                .invoke(ServerRequestCheck::requireSubnet)
                .call(() -> requireFitting(tx, id, requested))
                .replaceWith(requested);
    }

    /** External networks are for routers and floating addresses; a server there takes the owner. */
    private static void requireUsable(RequestContext caller, NetworkFacts network) {
        if (network.external() && !network.shared() && !Ownership.owns(caller, network.projectId())) {
            throw new Fault(
                    Fault.Kind.FORBIDDEN,
                    "ExternalNetworkAttachForbidden",
                    "It is not allowed to create an interface on external network " + network.id());
        }
    }

    private static NetworkFacts requireSubnet(NetworkFacts network) {
        if (network.subnets().isEmpty()) {
            throw NetworkFaults.badRequest(
                    "NetworkRequiresSubnet",
                    "Network " + network.id() + " requires a subnet in order to boot instances on.");
        }
        return network;
    }

    private Uni<Void> requireFitting(Tx tx, UUID networkId, RequestedPort requested) {
        if (requested.fixedIp().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String text = requested.fixedIp().get();
        if (!Ip.isIp(text)) {
            throw NetworkFaults.badRequest("InvalidInput", "Fixed IP " + text + " is not a valid IP address.");
        }
        Ip ip = Ip.parse(text);
        return subnets.ofNetworks(tx, List.of(networkId))
                .map(known -> containing(known, ip, networkId))
                .call(subnet -> requireFree(tx, subnet, ip))
                .replaceWithVoid();
    }

    private static SubnetFacts containing(List<SubnetFacts> known, Ip ip, UUID networkId) {
        return known.stream()
                .filter(subnet -> !subnet.automatic() && subnet.cidr().hosts().contains(ip))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.badRequest(
                        "InvalidIpForNetwork",
                        "Fixed IP " + ip + " is not a valid ip address for network " + networkId + "."));
    }

    private static Uni<Void> requireFree(Tx tx, SubnetFacts subnet, Ip ip) {
        return tx.session()
                .createSelectionQuery(
                        "select count(*) from AllocatedAddress a where a.subnetId = :subnet and a.ipAddress = :ip",
                        Long.class)
                .setParameter("subnet", subnet.id())
                .setParameter("ip", ip.toString())
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.badRequest(
                                "FixedIpAlreadyInUse", "Fixed IP address " + ip + " is already in use.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireQuota(Tx tx, RequestContext caller, List<RequestedPort> resolved, int servers) {
        int made = Math.toIntExact(
                resolved.stream().filter(one -> one.portId().isEmpty()).count() * servers);
        return made == 0
                ? Uni.createFrom().voidItem()
                : quotas.allows(tx, NetworkQuota.PORT, caller.projectId(), made)
                        .invoke(fits -> {
                            if (!fits) {
                                throw new Fault(
                                        Fault.Kind.FORBIDDEN, "PortLimitExceeded", "Maximum number of ports exceeded");
                            }
                        })
                        .replaceWithVoid();
    }

    private static <T> Uni<T> asBadRequest(Uni<T> uni) {
        return uni.onFailure(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND)
                .transform(
                        failure -> new Fault(Fault.Kind.BAD_REQUEST, ((Fault) failure).type(), failure.getMessage()));
    }
}
