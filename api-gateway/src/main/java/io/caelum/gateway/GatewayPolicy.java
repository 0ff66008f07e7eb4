package io.caelum.gateway;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.web.policy.Policy;
import java.util.function.Predicate;

/** Who may see what the gateway itself shows. */
public enum GatewayPolicy implements Policy {
    TRACES_OF_OWN_PROJECT("caelum:trace:get", caller -> caller.projectId() != null || caller.isAdmin()),
    TRACES_OF_ALL_PROJECTS("caelum:trace:get:all_projects", RequestContext::isAdmin);

    private final String rule;
    private final Predicate<RequestContext> allowed;

    GatewayPolicy(String rule, Predicate<RequestContext> allowed) {
        this.rule = rule;
        this.allowed = allowed;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public boolean allows(RequestContext caller) {
        return allowed.test(caller);
    }
}
