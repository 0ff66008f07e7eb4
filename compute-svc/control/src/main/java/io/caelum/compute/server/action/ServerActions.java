package io.caelum.compute.server.action;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.fault.Fault;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All actions by their names. */
@ApplicationScoped
class ServerActions {

    private final Map<String, ServerAction> byName = new HashMap<>();

    ServerActions(@All List<ServerAction> all) {
        for (ServerAction action : all) {
            for (String name : action.names()) {
                if (byName.put(name, action) != null) {
                    throw new IllegalStateException("two actions are called " + name);
                }
            }
        }
    }

    ServerAction named(String name) {
        ServerAction action = byName.get(name);
        if (action == null) {
            ComputePolicy.SERVERS_ACT.check();
            throw name.equals("resetNetwork")
                    ? new Fault(Fault.Kind.GONE, "Gone", "The action 'resetNetwork' is gone from the API.")
                    : Fault.badRequest("There is no such action: %s".formatted(name));
        }
        return action;
    }
}
