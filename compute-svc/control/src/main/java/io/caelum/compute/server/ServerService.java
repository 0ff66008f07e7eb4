package io.caelum.compute.server;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.quota.ComputeQuota;
import io.caelum.compute.quota.Quotas;
import io.caelum.compute.server.boot.BootData;
import io.caelum.compute.server.boot.BootServer;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.compute.server.move.MoveServer;
import io.caelum.compute.server.order.OrderSignals;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.caelum.platform.workflow.Workflows;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What users do with servers as a whole. Each use case is one transaction; what takes longer is left to a workflow. */
@ApplicationScoped
public class ServerService {

    /** At most one of them is under way for a server; each begins the delete when it is over. */
    private static final List<String> CANCELLED_BY_A_DELETE = Stream.concat(
                    Stream.of(BootServer.KIND, MoveServer.KIND), OrderSignals.KINDS.stream())
            .toList();

    private final Db db;
    private final Clock clock;
    private final Servers servers;
    private final ServerStates states;
    private final IngredientsService ingredients;
    private final Quotas quotas;
    private final InstanceActions actions;
    private final ServerNotices notices;
    private final Turns turns;
    private final Workflows workflows;
    private final BootServer boot;
    private final DeleteServer delete;

    ServerService(
            Db db,
            Clock clock,
            Servers servers,
            ServerStates states,
            IngredientsService ingredients,
            Quotas quotas,
            InstanceActions actions,
            ServerNotices notices,
            Turns turns,
            Workflows workflows,
            BootServer boot,
            DeleteServer delete) {
        this.db = db;
        this.clock = clock;
        this.servers = servers;
        this.states = states;
        this.ingredients = ingredients;
        this.quotas = quotas;
        this.actions = actions;
        this.notices = notices;
        this.turns = turns;
        this.workflows = workflows;
        this.boot = boot;
        this.delete = delete;
    }

    /** @return the first server made */
    Uni<NewServers> create(RequestContext who, CreateServer wanted) {
        return ingredients
                .gather(who, wanted)
                .chain(found ->
                        turns.take(who.projectId(), () -> db.withTransaction(tx -> record(tx, who, wanted, found))));
    }

    private Uni<NewServers> record(Tx tx, RequestContext who, CreateServer wanted, Ingredients found) {
        return quotas.reserveServers(
                        tx,
                        who.projectId(),
                        wanted.minCount(),
                        wanted.maxCount(),
                        found.flavor().vcpus(),
                        found.flavor().memoryMb())
                .call(() -> requireMetadataRoom(tx, who, wanted))
                .map(count ->
                        NewServers.of(wanted, found, who, count, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .invoke(made -> mark(Span.current(), made))
                .call(made -> recordAll(tx, who, made, found));
    }

    /** So that the trace of the request is found by the server. */
    private static void mark(Span span, NewServers made) {
        Server first = made.servers().getFirst();
        span.setAttribute(Tracing.SERVER_ID, first.id.toString());
        span.setAttribute(Tracing.SERVER_NAME, first.name);
    }

    private Uni<Void> requireMetadataRoom(Tx tx, RequestContext who, CreateServer wanted) {
        if (wanted.metadata().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return quotas.limits(tx, who.projectId())
                .invoke(limits ->
                        MetadataRoom.require(wanted.metadata().size(), limits.get(ComputeQuota.METADATA_ITEMS)))
                .replaceWithVoid();
    }

    private Uni<Void> recordAll(Tx tx, RequestContext who, NewServers made, Ingredients found) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Server server : made.servers()) {
            done = done.chain(() -> tx.session().insert(server))
                    .chain(() -> recordTags(tx, server.id, made.wanted().tags()))
                    .chain(() -> actions.begin(tx, server.id, "create", who))
                    .chain(() -> workflows.start(tx, boot, server.id, BootData.of(made.order(server, found))))
                    .replaceWithVoid();
        }
        return done;
    }

    private static Uni<Void> recordTags(Tx tx, UUID server, List<String> tags) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String tag : tags) {
            done = done.chain(() -> ServerTags.insert(tx, server, tag)).replaceWithVoid();
        }
        return done;
    }

    Uni<Server> update(RequestContext who, UUID id, UpdateServer wanted) {
        return db.withTransaction(tx -> servers.requireLocked(tx, who, id).call(server -> {
            wanted.applyTo(server);
            server.updatedAt = clock.instant();
            return tx.session().update(server);
        }));
    }

    /** Marks it and leaves the rest to a workflow; what is being booted is unwound first. Twice is as good as once. */
    public Uni<Void> delete(RequestContext who, UUID id) {
        return db.withTransaction(tx -> servers.require(tx, who, id)
                .invoke(found -> found.requireUnlockedFor(who))
                .chain(found -> states.deleting(tx, id))
                .chain(server -> server == null ? Uni.createFrom().voidItem() : begin(tx, who, server)));
    }

    private Uni<Void> begin(Tx tx, RequestContext who, Server server) {
        return actions.begin(tx, server.id, "delete", who)
                .chain(() -> notices.deleteStarted(tx, server))
                .chain(() -> cancelWhatIsUnderWay(tx, server.id))
                .chain(building -> building
                        ? Uni.createFrom().voidItem()
                        : delete.begin(tx, server.id, Optional.ofNullable(server.host), server.generation));
    }

    /** @return whether one was under way, which begins the delete when it has taken back what it made */
    private Uni<Boolean> cancelWhatIsUnderWay(Tx tx, UUID id) {
        Uni<Boolean> cancelled = Uni.createFrom().item(false);
        for (String kind : CANCELLED_BY_A_DELETE) {
            cancelled = cancelled.chain(one -> one ? Uni.createFrom().item(true) : workflows.cancel(tx, kind, id));
        }
        return cancelled;
    }

    static Fault wrongState(String action, UUID id, VmState state) {
        return Fault.conflict(
                "Cannot '%s' instance %s while it is in vm_state %s".formatted(action, id, state.wireName()));
    }
}
