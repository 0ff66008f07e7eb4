package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.RandomTexts;
import io.caelum.compute.server.move.EvacuateServer;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Builds a server on another host because its own is gone. */
@ApplicationScoped
class EvacuateAction implements ServerAction {

    private final EvacuateServer evacuations;
    private final Asked asked;

    EvacuateAction(EvacuateServer evacuations, Asked asked) {
        this.evacuations = evacuations;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("evacuate");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.EVACUATE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        Optional<String> host = fields.name("host", 255);
        Optional<String> password = fields.text("adminPass", 0, 255);
        boolean early = !asked.atLeast(2, 14);
        if (early && fields.flag("onSharedStorage").isEmpty()) {
            throw fields.missing("onSharedStorage");
        }
        if (asked.atLeast(2, 29)) {
            fields.flag("force");
        }
        fields.end();
        return evacuations
                .evacuate(who, server, host)
                .map(done -> early
                        ? Response.ok(Map.of("adminPass", password.orElseGet(RandomTexts::password)))
                                .build()
                        : Response.ok().build());
    }
}
