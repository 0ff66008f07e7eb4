package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.console.ConsoleKind;
import io.caelum.compute.server.console.Consoles;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The address of a console, as clients asked for it before {@code remote-consoles} came in 2.6. */
@ApplicationScoped
class GetConsole implements ServerAction {

    private final Consoles consoles;
    private final Asked asked;

    GetConsole(Consoles consoles, Asked asked) {
        this.consoles = consoles;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("os-getVNCConsole", "os-getSerialConsole");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.REMOTE_CONSOLES;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID id, ActionRequest request) {
        if (asked.atLeast(2, 6)) {
            throw Fault.notFound("The action '%s' ended with 2.5; POST remote-consoles.".formatted(request.name()));
        }
        Fields fields = request.arguments();
        ConsoleKind kind = ConsoleKind.of(fields.requiredText("type", 1, 255));
        fields.end();
        return consoles.address(who, id, kind)
                .map(url -> Response.ok(Map.of("console", Map.of("type", kind.wireName(), "url", url)))
                        .build());
    }
}
