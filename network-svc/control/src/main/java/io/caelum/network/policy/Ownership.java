package io.caelum.network.policy;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.context.RequestContext;
import org.jspecify.annotations.Nullable;

/** Whose a resource is, and for whom a caller may make one. */
public final class Ownership {

    private Ownership() {}

    public static boolean owns(RequestContext caller, String projectId) {
        return caller.isAdmin() || projectId.equals(caller.projectId());
    }

    /** For resources that a caller may see but not change. */
    public static void require(RequestContext caller, String projectId, NetworkPolicy policy) {
        if (!owns(caller, projectId)) {
            throw policy.denial();
        }
    }

    /** The project for which something is created: the caller's, unless an administrator names another one. */
    public static String projectFor(RequestContext caller, @Nullable String asked) {
        if (asked != null && !asked.equals(caller.projectId())) {
            NetworkPolicy.CREATE_FOR_OTHERS.check();
            return asked;
        }
        if (caller.projectId() == null) {
            throw NetworkFaults.badRequest("The token is not scoped to a project: say project_id");
        }
        return caller.projectId();
    }
}
