package io.caelum.compute.server;

import static io.caelum.compute.policy.ComputePolicy.SERVERS_SHOW_HOST;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.http.Asked;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Shows servers. */
@ApplicationScoped
public class ServerReader {

    private final Db db;
    private final Servers servers;
    private final Hosts hosts;

    ServerReader(Db db, Servers servers, Hosts hosts) {
        this.db = db;
        this.servers = servers;
        this.hosts = hosts;
    }

    record Page(List<Server> servers, int limit) {
        boolean isFull() {
            return !servers.isEmpty() && servers.size() == limit;
        }
    }

    record Details(Page page, List<ServerView> views) {}

    Uni<Page> list(ServerQuery wanted, RequestContext who) {
        return db.read(tx -> find(tx, wanted, who));
    }

    Uni<Details> details(ServerQuery wanted, RequestContext who, Asked asked) {
        return db.read(tx -> find(tx, wanted, who)
                .chain(page -> viewer(tx, page.servers(), who, asked)
                        .map(viewer -> new Details(
                                page,
                                page.servers().stream()
                                        .map(server -> ServerView.of(server, viewer))
                                        .toList()))));
    }

    Uni<ServerView> show(RequestContext who, UUID id, Asked asked) {
        return db.read(tx -> servers.require(tx, who, id)
                .chain(server -> viewer(tx, List.of(server), who, asked).map(viewer -> ServerView.of(server, viewer))));
    }

    Uni<ServerView> updated(Server server, RequestContext who, Asked asked) {
        return db.read(tx -> viewer(tx, List.of(server), who, asked))
                .map(viewer -> ServerView.withoutExtensions(server, viewer));
    }

    /** A server for which a rebuild has just been recorded, with the password that the client is to know. */
    public Uni<Object> rebuilt(RequestContext who, UUID id, Asked asked, String adminPass) {
        return db.read(tx -> servers.require(tx, who, id))
                .chain(server -> updated(server, who, asked))
                .map(view -> new RebuiltView.One(new RebuiltView(view, adminPass)));
    }

    private Uni<Page> find(Tx tx, ServerQuery wanted, RequestContext who) {
        return requireMarker(tx, wanted, who)
                .chain(() -> servers.list(tx, wanted))
                .onFailure(ServerReader::isOddExpression)
                .transform(failure -> Fault.badRequest("Invalid input for a query parameter: it is not a 'regex'."))
                .map(found -> new Page(found, wanted.page().limit()));
    }

    /** What Java reads as a regular expression and the database does not. */
    private static boolean isOddExpression(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("invalid regular expression"));
    }

    private Uni<Void> requireMarker(Tx tx, ServerQuery wanted, RequestContext who) {
        return wanted.marker().isEmpty()
                ? Uni.createFrom().voidItem()
                : servers.exists(tx, who, wanted.marker().get())
                        .invoke(exists -> {
                            if (!exists) {
                                throw ServerQuery.noMarker(wanted.marker().get());
                            }
                        })
                        .replaceWithVoid();
    }

    /** Asks only for what this microversion and this user see. */
    private Uni<ServerView.Viewer> viewer(Tx tx, List<Server> shown, RequestContext who, Asked asked) {
        Uni<Map<UUID, List<String>>> tags = asked.atLeast(2, 26)
                ? servers.tags(tx, shown.stream().map(server -> server.id).toList())
                : Uni.createFrom().item(Map.of());
        return tags.chain(found -> hostStatus(tx, who, asked)
                .map(status -> new ServerView.Viewer(asked, SERVERS_SHOW_HOST.allows(who), found, status)));
    }

    private Uni<Map<String, String>> hostStatus(Tx tx, RequestContext who, Asked asked) {
        return SERVERS_SHOW_HOST.allows(who) && asked.atLeast(2, 16)
                ? hosts.statusByName(tx)
                : Uni.createFrom().item(Map.of());
    }
}
