package io.caelum.network.port;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.securitygroup.SecurityGroups;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts all ports of a server into a security group, or takes them out, as server actions ask for it. */
@ApplicationScoped
public class ServerSecurityGroups {

    private final Ports ports;
    private final PortMaker maker;
    private final PortChange change;
    private final SecurityGroups groups;

    ServerSecurityGroups(Ports ports, PortMaker maker, PortChange change, SecurityGroups groups) {
        this.ports = ports;
        this.maker = maker;
        this.change = change;
        this.groups = groups;
    }

    /** @param group name or id */
    public Uni<Void> add(UUID serverId, String group) {
        RequestContext caller = CurrentContext.get();
        return maker.makingPorts(
                true,
                tx -> portsOf(tx, serverId)
                        .invoke(found -> found.forEach(ServerSecurityGroups::requireFilters))
                        .chain(found -> named(tx, found, group)
                                .chain(id ->
                                        regroup(tx, caller, found, id, true).replaceWithVoid())));
    }

    public Uni<Void> remove(UUID serverId, String group) {
        RequestContext caller = CurrentContext.get();
        return maker.makingPorts(
                true,
                tx -> portsOf(tx, serverId)
                        .chain(found -> named(tx, found, group).chain(id -> regroup(tx, caller, found, id, false)))
                        .invoke(changed -> {
                            if (changed == 0) {
                                throw NetworkFaults.notFound(
                                        "SecurityGroupNotFound",
                                        "Security group %s not associated with the instance %s"
                                                .formatted(group, serverId));
                            }
                        })
                        .replaceWithVoid());
    }

    private Uni<List<Port>> portsOf(Tx tx, UUID serverId) {
        return ports.lockedOfServer(tx, serverId).invoke(found -> {
            if (found.isEmpty()) {
                throw NetworkFaults.notFound(
                        "SecurityGroupNotFound",
                        "instance_id %s could not be found as device id on any ports".formatted(serverId));
            }
        });
    }

    private static void requireFilters(Port port) {
        if (!port.portSecurityEnabled || port.fixedIps().isEmpty()) {
            throw NetworkFaults.badRequest(
                    "SecurityGroupCannotBeApplied",
                    "Security groups cannot be applied to port %s, which has no port security or no address."
                            .formatted(port.id));
        }
    }

    private Uni<UUID> named(Tx tx, List<Port> found, String group) {
        return groups.named(tx, found.getFirst().projectId, List.of(group)).map(List::getFirst);
    }

    /** @return how many ports have changed */
    private Uni<Integer> regroup(Tx tx, RequestContext caller, List<Port> found, UUID group, boolean in) {
        Uni<Integer> changed = Uni.createFrom().item(0);
        for (Port port : found) {
            if (port.securityGroups().contains(group) != in) {
                changed = changed.call(
                                () -> change.apply(tx, caller, port, UpdatePort.ofGroups(after(port, group, in))))
                        .map(count -> count + 1);
            }
        }
        return changed;
    }

    private static List<UUID> after(Port port, UUID group, boolean in) {
        var groups = new ArrayList<>(port.securityGroups());
        if (in) {
            groups.add(group);
        } else {
            groups.remove(group);
        }
        return groups;
    }
}
