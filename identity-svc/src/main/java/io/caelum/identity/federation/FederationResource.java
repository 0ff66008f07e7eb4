package io.caelum.identity.federation;

import io.caelum.identity.absent.AbsentParts;
import io.caelum.identity.keycloak.DashboardLogIn;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** Keycloak, in the words of Keystone's federation, to look at. Changing it is done in Keycloak itself. */
@Path("/v3/OS-FEDERATION")
class FederationResource extends AbsentParts {

    private static final String PROVIDERS = "identity_providers";
    private static final String PROTOCOLS = PROVIDERS + "/{provider}/protocols";

    private final DashboardLogIn dashboard;

    FederationResource(DashboardLogIn dashboard) {
        super("Federation beyond the one identity provider keycloak, and changes of it,");
        this.dashboard = dashboard;
    }

    @GET
    @Path(PROVIDERS)
    public ProviderView.Many providers(@Context HttpServerRequest request) {
        IdentityPolicy.LIST_IDENTITY_PROVIDERS.check();
        var links = Links.of(request);
        return new ProviderView.Many(
                List.of(ProviderView.of(dashboard, links)), links.whole("/OS-FEDERATION/" + PROVIDERS));
    }

    /** For everybody: a page has to know where its user logs in before it has a token. */
    @GET
    @Path(PROVIDERS + "/{provider}")
    @Anonymous
    public ProviderView.One provider(String provider, @Context HttpServerRequest request) {
        Federation.requireProvider(provider);
        return new ProviderView.One(ProviderView.of(dashboard, Links.of(request)));
    }

    @GET
    @Path(PROTOCOLS)
    public ProtocolView.Many protocols(String provider, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_PROTOCOLS.check();
        Federation.requireProvider(provider);
        var links = Links.of(request);
        return new ProtocolView.Many(
                List.of(ProtocolView.of(links)),
                links.whole("/OS-FEDERATION/" + PROVIDERS + "/" + provider + "/protocols"));
    }

    @GET
    @Path(PROTOCOLS + "/{protocol}")
    public ProtocolView.One protocol(String provider, String protocol, @Context HttpServerRequest request) {
        IdentityPolicy.GET_PROTOCOL.check();
        Federation.requireProtocol(provider, protocol);
        return new ProtocolView.One(ProtocolView.of(Links.of(request)));
    }

    @GET
    @Path("mappings")
    public MappingView.Many mappings(@Context HttpServerRequest request) {
        IdentityPolicy.LIST_MAPPINGS.check();
        var links = Links.of(request);
        return new MappingView.Many(List.of(MappingView.of(links)), links.whole("/OS-FEDERATION/mappings"));
    }

    @GET
    @Path("mappings/{mapping}")
    public MappingView.One mapping(String mapping, @Context HttpServerRequest request) {
        IdentityPolicy.GET_MAPPING.check();
        Federation.requireMapping(mapping);
        return new MappingView.One(MappingView.of(Links.of(request)));
    }
}
