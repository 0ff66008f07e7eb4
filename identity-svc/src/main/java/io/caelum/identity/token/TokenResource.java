package io.caelum.identity.token;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Given;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.token.Anonymous;
import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v3/auth/tokens}. */
@Path("/v3/auth")
class TokenResource {

    private static final String TOKENS = "tokens";
    private static final String SUBJECT = "X-Subject-Token";

    private final TokenService service;
    private final Tokens tokens;

    TokenResource(TokenService service, Tokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    @POST
    @Path(TOKENS)
    @Anonymous
    public Uni<RestResponse<TokenView.One>> logIn(CreateToken body, @Context UriInfo uri) {
        CreateToken.Auth auth = Given.body(body == null ? null : body.auth(), "auth");
        return service.issue(auth, wantsCatalog(uri)).map(TokenResource::created);
    }

    static RestResponse<TokenView.One> created(IssuedToken issued) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, new TokenView.One(issued.view()))
                .header(SUBJECT, issued.text())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path(TOKENS)
    public Uni<RestResponse<TokenView.One>> show(@HeaderParam(SUBJECT) String token, @Context UriInfo uri) {
        TokenClaims claims = require(token);
        IdentityPolicy.VALIDATE_TOKEN.check(claims.userId());
        return service.view(claims, wantsCatalog(uri))
                .map(view -> RestResponse.ResponseBuilder.ok(new TokenView.One(view))
                        .header(SUBJECT, token)
                        .build());
    }

    @DELETE
    @Path(TOKENS)
    public Uni<Void> revoke(@HeaderParam(SUBJECT) String token) {
        TokenClaims claims = require(token);
        IdentityPolicy.REVOKE_TOKEN.check(claims.userId());
        return service.revoke(claims);
    }

    /** The key stands alone in the query, without a value. */
    private static boolean wantsCatalog(UriInfo uri) {
        return !uri.getQueryParameters().containsKey("nocatalog");
    }

    private TokenClaims require(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            throw Fault.badRequest("The header X-Subject-Token is missing.");
        }
        return tokens.find(token).orElseThrow(() -> Faults.notFound("token", "the one in X-Subject-Token"));
    }
}
