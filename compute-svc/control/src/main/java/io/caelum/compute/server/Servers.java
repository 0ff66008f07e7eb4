package io.caelum.compute.server;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries on servers. */
@ApplicationScoped
public class Servers {

    /** Where a server lives, as far as it matters to those who report about it. */
    public record Residence(String host, long generation, boolean building, boolean deleting) {}

    public static Fault notFound(Object id) {
        return new Fault(Fault.Kind.NOT_FOUND, "InstanceNotFound", "Instance %s could not be found.".formatted(id));
    }

    /** A server of the caller's project; administrators reach all. */
    public Uni<Server> require(Tx tx, RequestContext who, UUID id) {
        return find(tx, who, id, "").onItem().ifNull().failWith(() -> notFound(id));
    }

    /** The same, held until the transaction ends. */
    public Uni<Server> requireLocked(Tx tx, RequestContext who, UUID id) {
        return find(tx, who, id, " for update").onItem().ifNull().failWith(() -> notFound(id));
    }

    private static Uni<Server> find(Tx tx, RequestContext who, UUID id, String lock) {
        var query = tx.session()
                .createNativeQuery(
                        "select * from servers where id = :id and deleted_at is null" + ofTheCallers(who) + lock,
                        Server.class)
                .setParameter("id", id);
        return (who.isAdmin() ? query : query.setParameter("project", who.projectId())).getSingleResultOrNull();
    }

    /** Throws unless the caller has such a server, also where only its record is left. */
    public Uni<Void> requireRecord(Tx tx, RequestContext who, UUID id, boolean deletedToo) {
        return tx.session()
                .createNativeQuery(
                        "select project_id from servers where id = :id" + (deletedToo ? "" : " and deleted_at is null"),
                        String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .invoke(project -> {
                    if (project == null || !who.isAdmin() && !project.equals(who.projectId())) {
                        throw notFound(id);
                    }
                })
                .replaceWithVoid();
    }

    Uni<List<Server>> list(Tx tx, ServerQuery wanted) {
        var query = tx.session().createNativeQuery(wanted.sql(), Server.class);
        wanted.values().forEach(query::setParameter);
        return query.getResultList();
    }

    /** Whether a page may begin after this server of the caller's; a deleted one is as good as any. */
    Uni<Boolean> exists(Tx tx, RequestContext who, UUID id) {
        var query = tx.session()
                .createNativeQuery("select count(*) from servers where id = :id" + ofTheCallers(who), Long.class)
                .setParameter("id", id);
        return (who.isAdmin() ? query : query.setParameter("project", who.projectId()))
                .getSingleResult()
                .map(count -> count > 0);
    }

    private static String ofTheCallers(RequestContext who) {
        return who.isAdmin() ? "" : " and project_id = :project";
    }

    Uni<Map<UUID, List<String>>> tags(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return tx.session()
                .createNativeQuery(
                        "select server_id, tag from server_tags where server_id in (:ids) order by tag", Tuple.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> {
                    var tags = new HashMap<UUID, List<String>>();
                    rows.forEach(row -> tags.computeIfAbsent(row.get(0, UUID.class), id -> new ArrayList<>())
                            .add(row.get(1, String.class)));
                    return tags;
                });
    }

    /** Of these servers, those that are not deleted. */
    public Uni<Map<UUID, Residence>> residence(Tx tx, List<UUID> ids) {
        return tx.session()
                .createNativeQuery("""
                        select id, host, generation, vm_state = 'BUILDING', coalesce(task_state = 'DELETING', false)
                        from servers
                        where id in (:ids) and deleted_at is null""", Tuple.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> {
                    var known = new HashMap<UUID, Residence>();
                    rows.forEach(row -> known.put(
                            row.get(0, UUID.class),
                            new Residence(
                                    row.get(1, String.class),
                                    row.get(2, Long.class),
                                    row.get(3, Boolean.class),
                                    row.get(4, Boolean.class))));
                    return known;
                });
    }

    /** Whether this very guest belongs to a server. */
    public Uni<Boolean> livesOn(Tx tx, UUID id, String host, long generation) {
        return residence(tx, List.of(id)).map(known -> {
            Residence residence = known.get(id);
            return residence != null && host.equals(residence.host()) && generation == residence.generation();
        });
    }

    /** One that somebody is working on; null if it is gone. */
    public Uni<Server> find(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery("select * from servers where id = :id and deleted_at is null", Server.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    /** Servers on a host, or on their way to it, for which something is under way. */
    public Uni<List<UUID>> movingOn(Tx tx, String host) {
        return tx.session()
                .createNativeQuery("""
                        select id from servers where host = :host and deleted_at is null and task_state is not null
                        union
                        select s.id from migrations m join servers s on s.id = m.server_id
                        where m.ended_at is null and :host in (m.source_host, m.dest_host)
                            and s.deleted_at is null and s.task_state is not null""", UUID.class)
                .setParameter("host", host)
                .getResultList();
    }

    /** One more port is the server's; one that it has already comes in its place. */
    public Uni<Void> addPort(Tx tx, UUID id, BoundPort port) {
        return changePorts(
                tx,
                id,
                ports -> Stream.concat(without(ports, port.portId()), Stream.of(port))
                        .toList());
    }

    /** A port is not the server's any more, or somebody deleted it under the server. */
    public Uni<Void> forgetPort(Tx tx, UUID id, UUID port) {
        return changePorts(tx, id, ports -> without(ports, port).toList());
    }

    private static Stream<BoundPort> without(List<BoundPort> ports, UUID gone) {
        return ports.stream().filter(port -> !port.portId().equals(gone));
    }

    private static Uni<Void> changePorts(Tx tx, UUID id, UnaryOperator<List<BoundPort>> change) {
        return held(tx, id)
                .onItem()
                .ifNotNull()
                .transformToUni(server -> setNetwork(tx, id, change.apply(server.ports), server.securityGroups));
    }

    /**
     * What the network service says of the server's ports now.
     *
     * @param seen what they were when it was asked
     * @return false if they have changed since: what it said may be older than that
     */
    public Uni<Boolean> refreshPorts(Tx tx, UUID id, List<BoundPort> seen, ServerNetwork now) {
        return held(tx, id).chain(server -> {
            if (server == null) {
                return Uni.createFrom().item(true);
            }
            return server.ports.equals(seen)
                    ? setNetwork(tx, id, refreshed(seen, now.ports()), groups(server, now))
                            .replaceWith(true)
                    : Uni.createFrom().item(false);
        });
    }

    /** Which ports a server has is decided by what is done to it, not by what the network service says. */
    private static List<BoundPort> refreshed(List<BoundPort> known, List<BoundPort> now) {
        Map<UUID, BoundPort> found = now.stream().collect(Collectors.toMap(BoundPort::portId, port -> port));
        return known.stream()
                .map(port -> found.getOrDefault(port.portId(), port))
                .toList();
    }

    private static List<String> groups(Server server, ServerNetwork now) {
        return now.ports().isEmpty() ? server.securityGroups : now.securityGroups();
    }

    private static Uni<Server> held(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery(
                        "select * from servers where id = :id and deleted_at is null for update", Server.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    private static Uni<Void> setNetwork(Tx tx, UUID id, List<BoundPort> ports, List<String> groups) {
        return tx.session()
                .createNativeQuery("update servers set ports = :ports, security_groups = :groups where id = :id")
                .setParameter("ports", RowJson.write(ports))
                .setParameter("groups", RowJson.write(groups))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }
}
