package io.caelum.network.port;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.network.NetworkFacts;
import io.caelum.network.network.Networks;
import io.caelum.network.notice.Notices;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.network.subnet.Subnets;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.contract.network.ServerPorts.Wanted;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ports of a server, all together: bound in one transaction, given back in one. Both may be asked again and again;
 * a lock on the server's id puts them in line, so that giving back never misses a port that is being made.
 */
@ApplicationScoped
public class ServerPortService {

    /** What binding several ports reads once. */
    private record Site(
            ServerPorts wanted,
            Map<UUID, Port> existing,
            Map<UUID, NetworkFacts> networks,
            List<SubnetFacts> subnets,
            List<UUID> securityGroups) {

        NetworkFacts network(UUID id) {
            return Optional.ofNullable(networks.get(id)).orElseThrow(() -> NetworkFaults.networkNotFound(id));
        }

        List<SubnetFacts> subnetsOf(UUID network) {
            return subnets.stream()
                    .filter(subnet -> subnet.networkId().equals(network))
                    .toList();
        }

        String deviceOwner() {
            return "compute:" + wanted.availabilityZone();
        }
    }

    @Inject
    Db db;

    @Inject
    Ports ports;

    @Inject
    PortMaker maker;

    @Inject
    PortChange change;

    @Inject
    PortMoves moves;

    @Inject
    Networks networks;

    @Inject
    Subnets subnets;

    @Inject
    SecurityGroups groups;

    @Inject
    Quotas quotas;

    @Inject
    FloatingAddresses floating;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    public Uni<List<BoundPort>> bind(ServerPorts wanted) {
        return maker.makingPorts(false, tx -> {
            lock(tx, wanted.serverId());
            return survey(tx, wanted)
                    .call(site -> moves.drop(tx, List.copyOf(site.existing.values())))
                    .chain(site -> bindAll(tx, site));
        });
    }

    private Uni<Site> survey(Tx tx, ServerPorts wanted) {
        List<UUID> portIds = wanted.ports().stream().map(Wanted::portId).toList();
        return ports.locked(tx, portIds).chain(existing -> {
            var networkIds = new HashSet<UUID>();
            existing.forEach(port -> networkIds.add(port.networkId));
            wanted.ports().forEach(port -> networkIds.add(port.networkId()));
            boolean makesAny = existing.size() < portIds.size();
            return networks.facts(tx, networkIds)
                    .chain(known -> subnets.ofNetworks(tx, networkIds)
                            .chain(ranges -> groupsFor(tx, wanted, makesAny)
                                    .map(groupIds -> new Site(
                                            wanted,
                                            byId(existing, port -> port.id),
                                            byId(known, NetworkFacts::id),
                                            ranges,
                                            groupIds))));
        });
    }

    private Uni<List<UUID>> groupsFor(Tx tx, ServerPorts wanted, boolean makesAny) {
        return makesAny
                ? groups.named(tx, wanted.projectId(), wanted.securityGroups())
                : Uni.createFrom().item(List.of());
    }

    private static <T> Map<UUID, T> byId(List<T> rows, Function<T, UUID> id) {
        return rows.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    private Uni<List<BoundPort>> bindAll(Tx tx, Site site) {
        boolean makesAny = site.existing.size() < site.wanted.ports().size();
        return Multi.createFrom()
                .iterable(site.wanted.ports())
                .onItem()
                .transformToUniAndConcatenate(port -> bindOne(tx, site, port))
                .collect()
                .asList()
                .chain(bound -> leadBy(tx, site, bound))
                .call(() -> makesAny
                        ? quotas.require(tx, NetworkQuota.PORT, List.of(site.wanted.projectId()))
                        : Uni.createFrom().voidItem());
    }

    /** To a port that has just been made no floating address leads. */
    private Uni<List<BoundPort>> leadBy(Tx tx, Site site, List<BoundPort> bound) {
        return floating.to(tx, site.existing.keySet())
                .map(found -> bound.stream()
                        .map(port -> port.leadBy(found.getOrDefault(port.portId(), List.of())))
                        .toList());
    }

    private Uni<BoundPort> bindOne(Tx tx, Site site, Wanted wanted) {
        Port port = site.existing.get(wanted.portId());
        if (port == null && wanted.existing()) {
            throw NetworkFaults.portNotFound(wanted.portId());
        }
        NetworkFacts network = site.network(port == null ? wanted.networkId() : port.networkId);
        return (port == null ? make(tx, site, network, wanted) : adopt(tx, site, network, port))
                .invoke(bound -> requireBound(bound, site.wanted.host()))
                .map(bound -> bound.bound(network));
    }

    private Uni<Port> make(Tx tx, Site site, NetworkFacts network, Wanted wanted) {
        Optional<Ip> ip = wanted.fixedIp().map(Ip::parse);
        var asked = new LinkedHashMap<String, Object>();
        asked.put("network_id", network.id());
        asked.put("tenant_id", site.wanted.projectId());
        asked.put("device_id", site.wanted.serverId());
        asked.put("device_owner", site.deviceOwner());
        asked.put("binding:host_id", site.wanted.host());
        return maker.make(
                tx,
                new NewPort(
                        wanted.portId(),
                        site.wanted.projectId(),
                        network,
                        "",
                        "",
                        true,
                        Optional.empty(),
                        ip.map(given -> List.of(new WantedAddress(Optional.empty(), Optional.of(given))))
                                .orElse(null),
                        network.portSecurityEnabled() ? site.securityGroups : List.of(),
                        network.portSecurityEnabled(),
                        site.wanted.serverId().toString(),
                        site.deviceOwner(),
                        true,
                        "normal",
                        Map.of(),
                        Optional.of(site.wanted.host()),
                        PortExtras.NONE,
                        asked),
                site.subnetsOf(network.id()));
    }

    /** A port of the user's, or one of ours that an earlier try has made. */
    private Uni<Port> adopt(Tx tx, Site site, NetworkFacts network, Port port) {
        requireFree(site, port);
        boolean same = port.deviceId.equals(site.wanted.serverId().toString())
                && port.deviceOwner.equals(site.deviceOwner())
                && port.bindingHost.equals(site.wanted.host())
                && port.isWiredSomewhere();
        if (same) {
            change.tellIfWired(tx, port, network);
            return Uni.createFrom().item(port);
        }
        Map<String, Object> asked = Map.of(
                "device_id", site.wanted.serverId(),
                "device_owner", site.deviceOwner(),
                "binding:host_id", site.wanted.host());
        return change.place(tx, port, site.wanted.host())
                .invoke(() -> {
                    port.deviceId = site.wanted.serverId().toString();
                    port.deviceOwner = site.deviceOwner();
                    port.changed(clock.instant());
                })
                .chain(() -> tx.session().update(port))
                .chain(() -> notices.updated(tx, "port", port.id, asked, PortView.of(port, true)))
                .invoke(() -> change.tellIfWired(tx, port, network))
                .replaceWith(port);
    }

    private static void requireFree(Site site, Port port) {
        boolean theirs = port.projectId.equals(site.wanted.projectId())
                || CurrentContext.get().isAdmin();
        if (!theirs) {
            throw NetworkFaults.portNotFound(port.id);
        }
        if (!port.deviceId.isEmpty()
                && !port.deviceId.equals(site.wanted.serverId().toString())) {
            throw inUse(port);
        }
    }

    static Fault inUse(Port port) {
        return NetworkFaults.conflict(
                "PortInUse",
                "Unable to complete operation on port " + port.id + " for network " + port.networkId
                        + ". Port already has an attached device " + port.deviceId + ".");
    }

    private static void requireBound(Port port, String host) {
        if (!port.isWiredSomewhere()) {
            throw bindingFailed(port, host);
        }
    }

    static Fault bindingFailed(Port port, String host) {
        return NetworkFaults.conflict(
                "PortBindingFailed",
                "Binding failed for port " + port.id + ": host " + host + " has no network agent that lives.");
    }

    /** As {@link #bind}, on a second host, and only for ports that the server has. */
    public Uni<List<BoundPort>> prepare(ServerPorts wanted) {
        return db.withTransaction(tx -> {
            lock(tx, wanted.serverId());
            return ports.lockedOfServer(tx, wanted.serverId()).chain(found -> moves.prepare(tx, found, wanted.host()));
        });
    }

    public Uni<List<BoundPort>> activate(UUID serverId, String host) {
        return db.withTransaction(tx -> {
            lock(tx, serverId);
            return ports.lockedOfServer(tx, serverId).chain(found -> moves.activate(tx, found, host));
        });
    }

    public Uni<Void> drop(UUID serverId) {
        return db.withTransaction(tx -> {
            lock(tx, serverId);
            return ports.lockedOfServer(tx, serverId).chain(found -> moves.drop(tx, found));
        });
    }

    public Uni<Void> release(UUID serverId) {
        return db.withTransaction(tx -> {
            lock(tx, serverId);
            return ports.lockedOfServer(tx, serverId)
                    .call(found -> moves.drop(tx, found))
                    .chain(found -> releaseAll(tx, found));
        });
    }

    /** One port of the server's; one of another device is left alone. */
    public Uni<Void> release(UUID serverId, UUID portId) {
        return db.withTransaction(tx -> {
            lock(tx, serverId);
            return ports.lockedOfServer(tx, serverId)
                    .map(found -> found.stream()
                            .filter(port -> port.id.equals(portId))
                            .toList())
                    .chain(found -> releaseAll(tx, found));
        });
    }

    private Uni<Void> releaseAll(Tx tx, List<Port> found) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(
                        port -> port.madeForServer ? change.delete(tx, port) : change.free(tx, port))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private static void lock(Tx tx, UUID serverId) {
        tx.ahead("select 1 from (select pg_advisory_xact_lock(hashtextextended($1, 0))) locked", "server " + serverId);
    }
}
