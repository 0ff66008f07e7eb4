package io.caelum.identity.policy;

import io.caelum.identity.fault.Faults;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Who may do what. Where a rule knows an owner, {@link #check(String)} lets them too. */
public enum IdentityPolicy implements Policy {
    LIST_PROJECTS(Rule.ADMIN),
    GET_PROJECT(Rule.ADMIN),
    CREATE_PROJECT(Rule.ADMIN),
    UPDATE_PROJECT(Rule.ADMIN),
    DELETE_PROJECT(Rule.ADMIN),

    LIST_DOMAINS(Rule.ADMIN),
    GET_DOMAIN(Rule.ADMIN),
    CREATE_DOMAIN(Rule.ADMIN),
    UPDATE_DOMAIN(Rule.ADMIN),
    DELETE_DOMAIN(Rule.ADMIN),

    LIST_USERS(Rule.ADMIN),
    GET_USER(Rule.ADMIN),
    CREATE_USER(Rule.ADMIN),
    UPDATE_USER(Rule.ADMIN),
    DELETE_USER(Rule.ADMIN),
    LIST_USER_PROJECTS(Rule.ADMIN),

    LIST_GROUPS(Rule.ADMIN),
    GET_GROUP(Rule.ADMIN),
    CREATE_GROUP(Rule.ADMIN),
    UPDATE_GROUP(Rule.ADMIN),
    DELETE_GROUP(Rule.ADMIN),
    LIST_GROUPS_FOR_USER(Rule.ADMIN),
    LIST_USERS_IN_GROUP(Rule.ADMIN),
    CHECK_USER_IN_GROUP(Rule.ADMIN),
    ADD_USER_TO_GROUP(Rule.ADMIN),
    REMOVE_USER_FROM_GROUP(Rule.ADMIN),

    LIST_ROLES(Rule.ADMIN),
    GET_ROLE(Rule.ADMIN),
    CREATE_ROLE(Rule.ADMIN),
    UPDATE_ROLE(Rule.ADMIN),
    DELETE_ROLE(Rule.ADMIN),
    LIST_IMPLIED_ROLES(Rule.ADMIN),
    CREATE_IMPLIED_ROLE(Rule.ADMIN),
    DELETE_IMPLIED_ROLE(Rule.ADMIN),
    LIST_ROLE_INFERENCE_RULES(Rule.ADMIN),

    LIST_ROLE_ASSIGNMENTS(Rule.ADMIN),
    LIST_GRANTS(Rule.ADMIN),
    CHECK_GRANT(Rule.ADMIN),
    CREATE_GRANT(Rule.ADMIN),
    REVOKE_GRANT(Rule.ADMIN),

    LIST_REGIONS(Rule.EVERYBODY),
    GET_REGION(Rule.EVERYBODY),
    CREATE_REGION(Rule.ADMIN),
    UPDATE_REGION(Rule.ADMIN),
    DELETE_REGION(Rule.ADMIN),
    LIST_SERVICES(Rule.ADMIN),
    GET_SERVICE(Rule.ADMIN),
    CREATE_SERVICE(Rule.ADMIN),
    UPDATE_SERVICE(Rule.ADMIN),
    DELETE_SERVICE(Rule.ADMIN),
    LIST_ENDPOINTS(Rule.ADMIN),
    GET_ENDPOINT(Rule.ADMIN),
    CREATE_ENDPOINT(Rule.ADMIN),
    UPDATE_ENDPOINT(Rule.ADMIN),
    DELETE_ENDPOINT(Rule.ADMIN),

    LIST_IDENTITY_PROVIDERS(Rule.ADMIN),
    LIST_PROTOCOLS(Rule.ADMIN),
    GET_PROTOCOL(Rule.ADMIN),
    LIST_MAPPINGS(Rule.ADMIN),
    GET_MAPPING(Rule.ADMIN),

    /** Of another user's token: services look into the tokens they are given. */
    VALIDATE_TOKEN(Rule.ADMIN_OR_SERVICE),
    REVOKE_TOKEN(Rule.ADMIN);

    private enum Rule {
        ADMIN,
        ADMIN_OR_SERVICE,
        EVERYBODY
    }

    private final Rule rule;

    IdentityPolicy(Rule rule) {
        this.rule = rule;
    }

    @Override
    public String rule() {
        return "identity:" + name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public boolean allows(RequestContext caller) {
        return switch (rule) {
            case ADMIN -> caller.isAdmin();
            case ADMIN_OR_SERVICE -> caller.isAdmin() || caller.hasRole("service");
            case EVERYBODY -> caller.isAuthenticated();
        };
    }

    /** As {@link #check()}, but whom it belongs to may as well: the user itself, or a token scoped to the project. */
    public RequestContext check(@Nullable String owner) {
        RequestContext caller = CurrentContext.get();
        boolean owns = owner != null
                && (owner.equals(caller.userId())
                        || owner.equals(caller.projectId())
                        || owner.equals(caller.domainId()));
        return owns ? caller : check();
    }

    @Override
    public Fault denial() {
        return Faults.denied(rule() + ".");
    }
}
