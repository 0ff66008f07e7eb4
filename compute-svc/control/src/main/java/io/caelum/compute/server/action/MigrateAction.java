package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.resize.Resizing;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes a server to another host; it is off on the way. */
@ApplicationScoped
class MigrateAction implements ServerAction {

    private final Resizing resizing;
    private final Asked asked;

    MigrateAction(Resizing resizing, Asked asked) {
        this.resizing = resizing;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("migrate");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_MIGRATE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        return resizing.migrate(who, server, host(request)).map(begun -> ServerAction.accepted());
    }

    /** Up to 2.55 whatever stands there means nothing. */
    private Optional<String> host(ActionRequest request) {
        if (!asked.atLeast(2, 56)) {
            return Optional.empty();
        }
        Fields fields = request.argumentsOrNone();
        Optional<String> host = fields.isNull("host") ? Optional.empty() : fields.name("host", 255);
        fields.end();
        return host;
    }
}
