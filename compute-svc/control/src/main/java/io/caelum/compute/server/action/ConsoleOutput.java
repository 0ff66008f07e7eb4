package io.caelum.compute.server.action;

import io.caelum.compute.http.Fields;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows what a guest has written to its serial console. */
@ApplicationScoped
class ConsoleOutput implements ServerAction {

    private final Db db;
    private final Servers servers;
    private final WorkerClient workers;

    ConsoleOutput(Db db, Servers servers, WorkerClient workers) {
        this.db = db;
        this.servers = servers;
        this.workers = workers;
    }

    @Override
    public Set<String> names() {
        return Set.of("os-getConsoleOutput");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.CONSOLE_OUTPUT;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        Optional<Integer> lines = lines(request.argumentsOrNone());
        return db.read(tx -> servers.require(tx, who, id))
                .map(Server::requireHost)
                .chain(host -> workers.consoleOutput(host, id, lines))
                .map(output -> Response.ok(Map.of("output", output)).build());
    }

    /** Absent, null and -1 stand for all of it. */
    private static Optional<Integer> lines(Fields fields) {
        Optional<Integer> length = fields.isNull("length")
                ? Optional.empty()
                : fields.integer("length", -1, Integer.MAX_VALUE).filter(lines -> lines >= 0);
        fields.end();
        return length;
    }
}
