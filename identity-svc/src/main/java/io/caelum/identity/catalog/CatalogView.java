package io.caelum.identity.catalog;

import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;

/** One service of the catalog in a token. */
public record CatalogView(List<EndpointOf> endpoints, String id, String type, String name) {

    /** Both region and region_id: clients differ in which they read. */
    @KeystoneJson
    public record EndpointOf(
            String id,

            @com.fasterxml.jackson.annotation.JsonProperty("interface")
            String face,

            String regionId,
            String url,
            String region) {}

    public record Many(List<CatalogView> catalog, Links.Whole links) {}
}
