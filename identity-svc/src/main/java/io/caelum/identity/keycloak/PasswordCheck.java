package io.caelum.identity.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.data.RowJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Has Keycloak check a password. Whatever is wrong (no such user, disabled, locked, bad password) gives one and the same
 * refusal, and Keycloak hashes in each of these cases, so that the time tells nothing either.
 */
@ApplicationScoped
public class PasswordCheck {

    private static final Logger LOG = Logger.getLogger(PasswordCheck.class);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String NOBODY = "~nobody";

    private final TokenEndpoint endpoint;
    private final KeycloakSettings settings;
    private final KeycloakUsers users;
    private final VerifiedPasswords verified;

    PasswordCheck(
            @RestClient TokenEndpoint endpoint,
            KeycloakSettings settings,
            KeycloakUsers users,
            VerifiedPasswords verified) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.users = users;
        this.verified = verified;
    }

    /** The user with that name and password; fails with 401. */
    public Uni<KeycloakUser> byName(String domainId, String name, String password) {
        return users.recentByName(domainId, name)
                .filter(user -> verified.isRight(user.id(), password))
                .map(user -> Uni.createFrom().item(user))
                .orElseGet(() -> ask(users.usernameOf(domainId, name), password));
    }

    /** The user with that id and password; fails with 401. */
    public Uni<KeycloakUser> byId(String id, String password) {
        return users.findRecent(id)
                .chain(user -> user.isPresent() && verified.isRight(id, password)
                        ? Uni.createFrom().item(user.get())
                        : ask(user.map(KeycloakUser::username).orElse(NOBODY), password));
    }

    /** As {@link #byId}, but Keycloak decides in any case. */
    public Uni<KeycloakUser> afresh(String id, String password) {
        return users.findRecent(id)
                .chain(user -> ask(user.map(KeycloakUser::username).orElse(NOBODY), password));
    }

    private Uni<KeycloakUser> ask(String username, String password) {
        long begun = verified.now();
        return endpoint.grant(
                        settings.realm(), settings.clientId(), settings.clientSecret(), "password", username, password)
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .transform(PasswordCheck::translated)
                .invoke(this::endSession)
                .chain(granted -> users.find(subject(granted.accessToken())))
                .map(user -> user.orElseThrow(Faults::unauthenticated))
                .invoke(user -> verified.remember(user.id(), password, begun));
    }

    private static Throwable translated(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            int status = refused.getResponse().getStatus();
            if ((status == 400 || status == 401) && isAboutTheUser(refused)) {
                return Faults.unauthenticated();
            }
            LOG.errorf("Keycloak answered %d to a log-in: are realm, client and client secret right?", status);
        }
        return KeycloakThreads.unavailable(failure);
    }

    /** Else it is about our own client. */
    private static boolean isAboutTheUser(WebApplicationException refused) {
        try {
            return refused.getResponse().readEntity(String.class).contains("invalid_grant");
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Keycloak opened a session that nobody needs: it would stay in its memory for half an hour. */
    private void endSession(TokenEndpoint.Granted granted) {
        if (granted.refreshToken() == null) {
            return;
        }
        endpoint.endSession(settings.realm(), settings.clientId(), settings.clientSecret(), granted.refreshToken())
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("a session stays in Keycloak: %s", failure.getMessage()));
    }

    /** Straight from Keycloak's own answer, so its signature need not be checked. */
    private static String subject(String accessToken) {
        byte[] payload = Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]);
        JsonNode claims = RowJson.tree(new String(payload, StandardCharsets.UTF_8));
        return Ids.ofUuid(claims.path("sub").asText());
    }
}
