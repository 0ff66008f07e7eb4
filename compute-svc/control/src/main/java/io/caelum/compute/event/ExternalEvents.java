package io.caelum.compute.event;

import io.caelum.compute.http.Ids;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.attachment.LostPorts;
import io.caelum.compute.server.attachment.PortRefresh;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What other services tell about servers: by RPC or by {@code POST /os-server-external-events}. */
@ApplicationScoped
public class ExternalEvents {

    private final Db db;
    private final Servers servers;
    private final BootSignals boots;
    private final PortRefresh refresh;
    private final LostPorts lostPorts;

    ExternalEvents(Db db, Servers servers, BootSignals boots, PortRefresh refresh, LostPorts lostPorts) {
        this.db = db;
        this.servers = servers;
        this.boots = boots;
        this.refresh = refresh;
        this.lostPorts = lostPorts;
    }

    /** What became of each event, as an HTTP status: 200, 400 for a missing tag, 404 for an unknown server, 422 for none on a host. */
    public Uni<List<Integer>> take(List<ExternalEvent> events) {
        return db.withTransaction(tx -> {
                    Uni<List<Integer>> codes = Uni.createFrom().item(ArrayList::new);
                    for (ExternalEvent event : events) {
                        codes = codes.call(list -> take(tx, event).invoke(list::add));
                    }
                    return codes;
                })
                .call(() -> refreshAll(events));
    }

    /** Outside the transaction, since the network service is asked. */
    private Uni<Void> refreshAll(List<ExternalEvent> events) {
        Uni<Void> done = Uni.createFrom().voidItem();
        List<UUID> servers = events.stream()
                .filter(event -> event.name().equals("network-changed"))
                .map(ExternalEvent::serverUuid)
                .distinct()
                .toList();
        for (UUID server : servers) {
            done = done.chain(() -> refresh.of(server));
        }
        return done;
    }

    /** As {@link #take} for a neighbour who need not know what became of them: who waits for a port hears it at once. */
    public Uni<Void> hear(List<ExternalEvent> events) {
        Uni<Void> heard = Uni.createFrom().voidItem();
        for (ExternalEvent event : events) {
            heard = heard.chain(() -> hear(event));
        }
        return heard;
    }

    private Uni<Void> hear(ExternalEvent event) {
        Optional<UUID> port = event.tag().flatMap(Ids::parse);
        return event.name().equals("network-vif-plugged") && port.isPresent()
                ? db.inOneStatement(tx -> plugged(tx, event, port.get()))
                : take(List.of(event)).replaceWithVoid();
    }

    private Uni<Integer> take(Tx tx, ExternalEvent event) {
        Optional<UUID> port = event.tag().flatMap(Ids::parse);
        if (port.isEmpty() && !event.name().equals("network-changed")) {
            return Uni.createFrom().item(400);
        }
        return servers.residence(tx, List.of(event.serverUuid())).chain(known -> {
            Servers.Residence residence = known.get(event.serverUuid());
            if (residence == null) {
                return Uni.createFrom().item(404);
            }
            return residence.host() == null
                    ? Uni.createFrom().item(422)
                    : deliver(tx, event, port).replaceWith(200);
        });
    }

    private Uni<Void> deliver(Tx tx, ExternalEvent event, Optional<UUID> port) {
        return switch (event.name()) {
            case "network-vif-plugged" -> plugged(tx, event, port.orElseThrow());
            case "network-vif-deleted" -> lostPorts.take(tx, event.serverUuid(), port.orElseThrow());
            // One is answered by a look at the ports afterwards, nobody waits for the others
            default -> Uni.createFrom().voidItem();
        };
    }

    /** Only how it ended matters to a boot: a port that is in progress is not wired yet. */
    private Uni<Void> plugged(Tx tx, ExternalEvent event, UUID port) {
        return switch (event.status().orElse("completed")) {
            case "completed" ->
                boots.vifPlugged(tx, event.serverUuid(), port, true).replaceWithVoid();
            case "failed" ->
                boots.vifPlugged(tx, event.serverUuid(), port, false).replaceWithVoid();
            default -> Uni.createFrom().voidItem();
        };
    }
}
