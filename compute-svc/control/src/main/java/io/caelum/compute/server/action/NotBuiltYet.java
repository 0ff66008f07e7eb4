package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Actions of the API that this cloud does not have. */
@ApplicationScoped
class NotBuiltYet implements ServerAction {

    private static final Set<String> NAMES = Set.of(
            "trigger_crash_dump",
            "os-getSPICEConsole",
            "os-getRDPConsole",
            "rescue",
            "unrescue",
            "shelve",
            "shelveOffload",
            "unshelve");

    private final Db db;
    private final Servers servers;

    NotBuiltYet(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    @Override
    public Set<String> names() {
        return NAMES;
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_ACT;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        return db.read(tx -> servers.require(tx, who, server))
                .chain(found -> Uni.createFrom()
                        .failure(Fault.notImplemented(
                                "The action '%s' is not implemented in this cloud.".formatted(request.name()))));
    }
}
