package io.caelum.identity.keycloak;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * The client as which the dashboard's page logs its users in. The imported realm brings it; where the page is served is
 * configured here, and Keycloak sends users nowhere else.
 */
@ApplicationScoped
public class DashboardClient {

    private static final String PATH = "/dashboard/";

    private static final Logger LOG = Logger.getLogger(DashboardClient.class);
    private static final String REMEDY = "Users cannot log in at the dashboard until the realm has the client %s and"
            + " the service account of identity-svc the role manage-clients, as in"
            + " deploy/config/keycloak/caelum-realm.json.";

    private final KeycloakAdmin keycloak;
    private final KeycloakThreads threads;
    private final DashboardLogIn dashboard;

    DashboardClient(KeycloakAdmin keycloak, KeycloakThreads threads, DashboardLogIn dashboard) {
        this.keycloak = keycloak;
        this.threads = threads;
        this.dashboard = dashboard;
    }

    /** Repeatable. A realm that was imported before there was a dashboard goes on without one. */
    public Uni<Void> serveAt(String configuredUrl) {
        String publicUrl = configuredUrl.replaceAll("/+$", "");
        return threads.call(() -> {
            try {
                keycloak.clients().findByClientId(dashboard.clientId()).stream()
                        .findFirst()
                        .ifPresentOrElse(
                                client -> move(client, publicUrl), () -> LOG.warnf(REMEDY, dashboard.clientId()));
            } catch (WebApplicationException e) {
                if (e.getResponse().getStatus() != 403) {
                    throw e;
                }
                LOG.warnf(REMEDY, dashboard.clientId());
            }
            return null;
        });
    }

    private void move(ClientRepresentation client, String publicUrl) {
        List<String> pages = List.of(publicUrl + PATH + "*");
        List<String> origins = List.of(origin(publicUrl));
        if (pages.equals(client.getRedirectUris()) && origins.equals(client.getWebOrigins())) {
            return;
        }
        LOG.infof("the dashboard is at %s", publicUrl);
        client.setRootUrl(publicUrl);
        client.setBaseUrl(PATH);
        client.setRedirectUris(pages);
        client.setWebOrigins(origins);
        keycloak.clients().get(client.getId()).update(client);
    }

    /** As a browser names it in the header Origin. */
    private static String origin(String url) {
        URI uri = URI.create(url);
        boolean plain = uri.getPort() == -1 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (plain ? "" : ":" + uri.getPort());
    }
}
