package io.caelum.identity.token;

import io.caelum.identity.federation.Federation;
import io.caelum.platform.web.token.Anonymous;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where somebody who has logged in at Keycloak gets a token of ours, which has no scope yet. */
@Path("/v3/OS-FEDERATION")
@Anonymous
class FederatedTokenResource {

    private static final String AUTH = "identity_providers/{provider}/protocols/{protocol}/auth";
    private static final String BEARER = "bearer ";

    private final TokenService service;

    FederatedTokenResource(TokenService service) {
        this.service = service;
    }

    @GET
    @Path(AUTH)
    public Uni<RestResponse<TokenView.One>> logInByGet(
            String provider, String protocol, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return logIn(provider, protocol, authorization);
    }

    @POST
    @Path(AUTH)
    public Uni<RestResponse<TokenView.One>> logIn(
            String provider, String protocol, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Federation.requireProtocol(provider, protocol);
        return service.issueByAccessToken(bearer(authorization)).map(TokenResource::created);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).trim()
                : null;
    }
}
