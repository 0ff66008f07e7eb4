package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.event.ServerEvents;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortAddress;
import io.caelum.network.port.PortFacts;
import io.caelum.network.port.WantedAddress;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class FloatingIpService {

    @Inject
    Db db;

    @Inject
    FloatingIps floatingIps;

    @Inject
    Targets targets;

    @Inject
    Networks networks;

    @Inject
    DevicePorts ports;

    @Inject
    Plans plans;

    @Inject
    ServerEvents events;

    @Inject
    Quotas quotas;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<FloatingIpView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> floatingIps.list(tx, caller, request).chain(rows -> floatingIps.views(tx, rows)));
    }

    Uni<FloatingIpView> show(RequestContext caller, UUID id) {
        return db.read(tx -> floatingIps.require(tx, caller, id).chain(row -> floatingIps.view(tx, row)));
    }

    Uni<FloatingIpView> create(RequestContext caller, CreateFloatingIp wanted) {
        String project = Ownership.projectFor(caller, wanted.projectId());
        if (wanted.address().isPresent()) {
            NetworkPolicy.CREATE_FLOATINGIP_ADDRESS.check();
        }
        if (wanted.fixedIp().isPresent() && wanted.portId().isEmpty()) {
            throw fixedIpWithoutPort();
        }
        return once(ports.making(tx -> networks.requireFacts(tx, caller, wanted.networkId())
                .invoke(FloatingIpService::requireExternal)
                .chain(network -> create(tx, caller, project, wanted))
                .call(() -> quotas.require(tx, NetworkQuota.FLOATINGIP, List.of(project)))));
    }

    private static void requireExternal(NetworkFacts network) {
        if (!network.external()) {
            throw NetworkFaults.badRequest(
                    "Bad floatingip request: Network " + network.id() + " is not a valid external network.");
        }
    }

    private Uni<FloatingIpView> create(Tx tx, RequestContext caller, String project, CreateFloatingIp wanted) {
        var floating = FloatingIp.requested(UUID.randomUUID(), project, wanted, clock.instant());
        return takeAddress(tx, floating, wanted)
                .invoke(port -> {
                    floating.floatingPortId = port.id();
                    floating.floatingIpAddress =
                            ipv4(port).map(PortAddress::ipAddress).orElseThrow(() -> exhausted(wanted.networkId()));
                })
                .chain(() -> wanted.portId()
                        .map(port -> lead(tx, caller, floating, port, wanted.fixedIp()))
                        .orElse(Uni.createFrom().voidItem()))
                .chain(() -> tx.session().insert(floating))
                .chain(() -> floatingIps.view(tx, floating))
                .call(view -> notices.created(tx, "floatingip", floating.id, wanted.asked(), view));
    }

    private Uni<PortFacts> takeAddress(Tx tx, FloatingIp floating, CreateFloatingIp wanted) {
        boolean chosen = wanted.subnetId().isPresent() || wanted.address().isPresent();
        return ports.make(
                        tx,
                        new DevicePorts.Wanted(
                                wanted.networkId(),
                                "",
                                floating.id.toString(),
                                PortFacts.FLOATING_IP,
                                chosen ? List.of(new WantedAddress(wanted.subnetId(), wanted.address())) : null,
                                Optional.empty()))
                .onFailure(failure ->
                        failure instanceof Fault fault && fault.type().equals("IpAddressGenerationFailure"))
                .transform(failure -> exhausted(wanted.networkId()));
    }

    private static Optional<PortAddress> ipv4(PortFacts port) {
        return port.fixedIps().stream()
                .filter(address -> address.version() == 4)
                .findFirst();
    }

    private static Fault exhausted(UUID network) {
        return NetworkFaults.conflict(
                "ExternalIpAddressExhausted", "Unable to find any IP address on external network " + network + ".");
    }

    private static Fault fixedIpWithoutPort() {
        return NetworkFaults.badRequest(
                "Bad floatingip request: fixed_ip_address cannot be specified without a port_id.");
    }

    /** The row is saved by the caller. */
    private Uni<Void> lead(Tx tx, RequestContext caller, FloatingIp floating, UUID port, Optional<Ip> ip) {
        return targets.find(tx, caller, floating.projectId, floating.floatingNetworkId, port, ip)
                .invoke(floating::leadsTo)
                .invoke(target -> plans.changedAfter(tx, NodeKind.ROUTER, target.routerId()))
                .call(target -> events.networkChanged(tx, target.portId()))
                .replaceWithVoid();
    }

    Uni<FloatingIpView> update(RequestContext caller, UUID id, UpdateFloatingIp wanted, @Nullable Integer revision) {
        if (wanted.fixedIp().isPresent() && wanted.portId() == null) {
            throw fixedIpWithoutPort();
        }
        return once(db.withTransaction(tx -> floatingIps
                .requireLocked(tx, caller, id)
                .invoke(floating -> floating.requireRevision(revision))
                .call(floating -> redirect(tx, caller, floating, wanted))
                .invoke(floating -> {
                    floating.description = wanted.description() == null ? floating.description : wanted.description();
                    floating.changed(clock.instant());
                })
                .call(floating -> tx.session().update(floating))
                .chain(floating -> floatingIps.view(tx, floating))
                .call(view -> notices.updated(tx, "floatingip", id, wanted.asked(), view))));
    }

    private Uni<Void> redirect(Tx tx, RequestContext caller, FloatingIp floating, UpdateFloatingIp wanted) {
        boolean stays = wanted.portId() == null || (wanted.portId().isEmpty() && floating.fixedPortId == null);
        if (stays) {
            return Uni.createFrom().voidItem();
        }
        return requireNoForwardings(tx, floating, wanted)
                .chain(() -> free(tx, floating))
                .chain(() -> wanted.portId()
                        .map(port -> lead(tx, caller, floating, port, wanted.fixedIp()))
                        .orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Void> free(Tx tx, FloatingIp floating) {
        UUID port = floating.fixedPortId;
        floating.router().ifPresent(router -> plans.changedAfter(tx, NodeKind.ROUTER, router));
        floating.isFree();
        return port == null ? Uni.createFrom().voidItem() : events.networkChanged(tx, port);
    }

    private Uni<Void> requireNoForwardings(Tx tx, FloatingIp floating, UpdateFloatingIp wanted) {
        if (wanted.portId() == null || wanted.portId().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return floatingIps
                .forwardings(tx, List.of(floating.id))
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        throw NetworkFaults.conflict(
                                "FloatingIPAlreadyHasPortForwardings",
                                "Floating IP " + floating.id
                                        + " cannot be associated with a port: it has port forwardings.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> floatingIps
                .requireLocked(tx, caller, id)
                .invoke(floating -> floating.requireRevision(revision))
                .chain(floating -> floatingIps
                        .view(tx, floating)
                        .chain(view -> free(tx, floating)
                                .invoke(() -> tx.ahead("delete from port_forwarding where floatingip_id = $1", id))
                                .chain(() -> tx.delete(FloatingIp.class, id))
                                .chain(() -> ports.delete(tx, List.of(floating.floatingPortId)))
                                .chain(() -> notices.deleted(tx, "floatingip", id, view)))));
    }

    private static <T> Uni<T> once(Uni<T> work) {
        return work.onFailure(failure -> Db.isViolation(failure, "floatingip_fixed_once"))
                .transform(failure -> NetworkFaults.conflict(
                        "FloatingIPPortAlreadyAssociated",
                        "Cannot associate the floating IP with the port using that fixed IP, as the fixed IP already has"
                                + " a floating IP on the external network."));
    }
}
