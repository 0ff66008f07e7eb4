package io.caelum.identity.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Keycloak's OpenID Connect endpoints of a realm. */
@RegisterRestClient(configKey = "keycloak")
@Path("/realms/{realm}/protocol/openid-connect")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
interface TokenEndpoint {

    @POST
    @Path("token")
    Uni<Granted> grant(
            @PathParam("realm") String realm,
            @FormParam("client_id") String client,
            @FormParam("client_secret") String secret,
            @FormParam("grant_type") String kind,
            @FormParam("username") String username,
            @FormParam("password") String password);

    @POST
    @Path("logout")
    Uni<Void> endSession(
            @PathParam("realm") String realm,
            @FormParam("client_id") String client,
            @FormParam("client_secret") String secret,
            @FormParam("refresh_token") String refreshToken);

    /** The public keys of the realm, as a JWK set. */
    @GET
    @Path("certs")
    String keys(@PathParam("realm") String realm);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Granted(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken) {

        /** Tokens stay out of logs. */
        @Override
        public String toString() {
            return "Granted[...]";
        }
    }
}
