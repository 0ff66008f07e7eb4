package io.caelum.platform.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for which project, and under which request id. It travels with the request through HTTP, RPC messages,
 * threads and workflow rows, so that every log line, span, notification and record of one request can be found.
 *
 * @param requestId {@code req-<uuid>}; the id of the request that the user sees, never null
 * @param globalRequestId the id which the caller of the first service sent, or null
 * @param userId the user, 32 hex digits; null for requests without a token
 * @param userName for people who read logs and notifications; may be null
 * @param projectId the project that the token is scoped to, or null
 * @param projectName may be null
 * @param domainId the domain that the token is scoped to, or null
 * @param roles names of all roles, implied ones included
 * @param extra what a Python peer sent besides: kept and handed on in calls on behalf of the request
 */
public record RequestContext(
        String requestId,
        @Nullable String globalRequestId,
        @Nullable String userId,
        @Nullable String userName,
        @Nullable String projectId,
        @Nullable String projectName,
        @Nullable String domainId,
        List<String> roles,
        Map<String, Object> extra) {

    /** The role that may do everything. */
    public static final String ADMIN = "admin";

    public RequestContext {
        roles = List.copyOf(roles);
    }

    /** A context without a user: start-up work, timers, unauthenticated requests. */
    public static RequestContext anonymous() {
        return anonymous(newRequestId());
    }

    public static RequestContext anonymous(String requestId) {
        return new RequestContext(requestId, null, null, null, null, null, null, List.of(), Map.of());
    }

    /** The cloud itself, when it acts without a user: reconcilers, timers. Has the role admin. */
    public static RequestContext system(String service) {
        return new RequestContext(newRequestId(), null, service, service, null, null, null, List.of(ADMIN), Map.of());
    }

    public static String newRequestId() {
        return "req-" + UUID.randomUUID();
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    public boolean isAdmin() {
        return hasRole(ADMIN);
    }

    public boolean isAuthenticated() {
        return userId != null;
    }

    /** The same caller with administrator rights, for what a service does on behalf of a user at its neighbours. */
    public RequestContext elevated() {
        if (isAdmin()) {
            return this;
        }
        var more = new ArrayList<>(roles);
        more.add(ADMIN);
        return new RequestContext(
                requestId, globalRequestId, userId, userName, projectId, projectName, domainId, more, extra);
    }

    /**
     * The context as it stands in a message, keys without the prefix {@code _context_} (see the oslo.messaging wire
     * format). Holds no token and no other secret.
     */
    public Map<String, Object> toWire() {
        var wire = new LinkedHashMap<String, Object>(extra);
        wire.put("request_id", requestId);
        wire.put("global_request_id", globalRequestId);
        wire.put("user_id", userId);
        wire.put("user_name", userName);
        wire.put("project_id", projectId);
        wire.put("project_name", projectName);
        wire.put("domain_id", domainId);
        wire.put("roles", roles);
        wire.put("is_admin", isAdmin());
        return wire;
    }

    /** Reads what {@link #toWire} or a Python peer wrote. Absent and null values are tolerated, unknown ones are kept. */
    public static RequestContext fromWire(Map<String, Object> wire) {
        var extra = new LinkedHashMap<>(wire);
        String requestId = text(extra.remove("request_id"));
        String globalRequestId = text(extra.remove("global_request_id"));
        String userId = text(extra.remove("user_id"));
        String userName = text(extra.remove("user_name"));
        String projectId = text(extra.remove("project_id"));
        String projectName = text(extra.remove("project_name"));
        String domainId = text(extra.remove("domain_id"));
        Object roles = extra.remove("roles");
        boolean admin = Boolean.TRUE.equals(extra.remove("is_admin"));
        extra.values().removeIf(value -> value == null);
        var names = new ArrayList<String>();
        if (roles instanceof List<?> list) {
            list.forEach(role -> names.add(String.valueOf(role)));
        }
        if (admin && !names.contains(ADMIN)) {
            names.add(ADMIN);
        }
        return new RequestContext(
                requestId == null ? newRequestId() : requestId,
                globalRequestId,
                userId == null ? text(extra.remove("user")) : userId,
                userName,
                projectId == null ? text(extra.remove("tenant")) : projectId,
                projectName,
                domainId,
                names,
                extra);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
