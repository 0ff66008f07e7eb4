package io.caelum.identity.absent;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Parts of Keystone's API that are not there: whoever asks is told so, instead of wondering about an address. */
public abstract class AbsentParts {

    private final String what;

    protected AbsentParts(String what) {
        this.what = what;
    }

    @GET
    @Path("{rest: .*}")
    public void get() {
        refuse();
    }

    @POST
    @Path("{rest: .*}")
    public void post() {
        refuse();
    }

    @PUT
    @Path("{rest: .*}")
    public void put() {
        refuse();
    }

    @PATCH
    @Path("{rest: .*}")
    public void patch() {
        refuse();
    }

    @DELETE
    @Path("{rest: .*}")
    public void delete() {
        refuse();
    }

    private void refuse() {
        throw Fault.notImplemented(what + " are not implemented by this identity service.");
    }

    @Path("/v3/credentials")
    static class Credentials extends AbsentParts {
        Credentials() {
            super("Credentials");
        }
    }

    @Path("/v3/OS-TRUST")
    static class Trusts extends AbsentParts {
        Trusts() {
            super("Trusts");
        }
    }

    @Path("/v3/OS-EP-FILTER")
    static class EndpointGroups extends AbsentParts {
        EndpointGroups() {
            super("Endpoint groups and endpoint filters");
        }
    }

    @Path("/v3/auth/OS-FEDERATION")
    static class WebSingleSignOn extends AbsentParts {
        WebSingleSignOn() {
            super("Keystone's own pages for single sign-on (pages log in at Keycloak themselves)");
        }
    }

    @Path("/v3/OS-OAUTH1")
    static class Oauth extends AbsentParts {
        Oauth() {
            super("OAuth 1 consumers");
        }
    }

    @Path("/v3/policies")
    static class Policies extends AbsentParts {
        Policies() {
            super("Policy documents");
        }
    }

    @Path("/v3/limits")
    static class Limits extends AbsentParts {
        Limits() {
            super("Unified limits");
        }
    }

    @Path("/v3/registered_limits")
    static class RegisteredLimits extends AbsentParts {
        RegisteredLimits() {
            super("Unified limits");
        }
    }
}
