package io.caelum.identity.catalog;

import io.caelum.platform.data.Tx;
import io.caelum.platform.web.token.TokenClaims;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the services are, as a token tells its bearer. */
@ApplicationScoped
public class Catalog {

    private final CatalogRows rows;

    Catalog(CatalogRows rows) {
        this.rows = rows;
    }

    public Uni<List<CatalogView>> forToken(Tx tx, TokenClaims claims) {
        var values = new HashMap<String, String>();
        values.put("user_id", claims.userId());
        claims.projectId().ifPresent(id -> values.put("project_id", id));
        claims.projectId().ifPresent(id -> values.put("tenant_id", id));
        return rows.services(tx)
                .chain(services -> rows.endpoints(tx).map(endpoints -> views(services, endpoints, values)));
    }

    static List<CatalogView> views(List<Service> services, List<Endpoint> endpoints, Map<String, String> values) {
        Map<String, List<CatalogView.EndpointOf>> byService = endpoints.stream()
                .filter(endpoint -> endpoint.enabled)
                .collect(Collectors.groupingBy(
                        endpoint -> endpoint.serviceId,
                        Collectors.mapping(
                                endpoint -> view(endpoint, values),
                                Collectors.filtering(Objects::nonNull, Collectors.toList()))));
        return services.stream()
                .filter(service -> service.enabled)
                .map(service -> new CatalogView(
                        byService.getOrDefault(service.id, List.of()),
                        service.id,
                        service.type,
                        service.name == null ? "" : service.name))
                .toList();
    }

    private static CatalogView.@Nullable EndpointOf view(Endpoint endpoint, Map<String, String> values) {
        return EndpointUrl.fill(endpoint.url, values)
                .map(url -> new CatalogView.EndpointOf(
                        endpoint.id, endpoint.face, endpoint.regionId, url, endpoint.regionId))
                .orElse(null);
    }
}
