package io.caelum.platform.web.policy;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;

/** Who may do something. Each service has one enum that implements it, so a reviewer reads all its rules on one page. */
public interface Policy {

    /** The rule's name as clients see it, e.g. {@code os_compute_api:servers:create}. */
    String rule();

    /** Whether the caller may, as far as roles and scope decide it; whose resource it is, is decided by the query. */
    boolean allows(RequestContext caller);

    /** What to answer when it does not. */
    default Fault denial() {
        return Fault.forbidden("Policy doesn't allow " + rule() + " to be performed.");
    }

    /** Throws {@link #denial} unless the current caller may. */
    default RequestContext check() {
        RequestContext caller = CurrentContext.get();
        if (!allows(caller)) {
            throw denial();
        }
        return caller;
    }
}
