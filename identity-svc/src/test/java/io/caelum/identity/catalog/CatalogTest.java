package io.caelum.identity.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private final Service compute = service("s1", "compute", true);

    @Test
    void placeholdersInAddressesAreFilledFromTheToken() {
        var views = Catalog.views(
                List.of(compute),
                List.of(endpoint("e1", "http://c/$(project_id)s", true), endpoint("e2", "http://c/%(user_id)s", true)),
                Map.of("project_id", "p1", "user_id", "u1"));

        assertThat(views.getFirst().endpoints())
                .extracting(CatalogView.EndpointOf::url)
                .containsExactly("http://c/p1", "http://c/u1");
    }

    @Test
    void anAddressThatNeedsAProjectIsLeftOutWhereThereIsNone() {
        var views = Catalog.views(
                List.of(compute), List.of(endpoint("e1", "http://c/$(tenant_id)s", true)), Map.of("user_id", "u1"));

        assertThat(views.getFirst().endpoints()).isEmpty();
    }

    @Test
    void whatIsDisabledIsNotShown() {
        var views = Catalog.views(
                List.of(compute, service("s2", "image", false)),
                List.of(endpoint("e1", "http://c", true), endpoint("e2", "http://d", false)),
                Map.of());

        assertThat(views).extracting(CatalogView::id).containsExactly("s1");
        assertThat(views.getFirst().endpoints())
                .extracting(CatalogView.EndpointOf::id)
                .containsExactly("e1");
    }

    @Test
    void aRegionIsAboveAllThatNameItDirectlyOrNot() {
        var all = List.of(region("a", null), region("b", "a"), region("c", "b"), region("d", null));

        assertThat(RegionTree.below("a", all)).containsExactly("a", "b", "c");
        assertThat(RegionTree.below("d", all)).containsExactly("d");
    }

    private static Service service(String id, String type, boolean enabled) {
        var service = new Service();
        service.id = id;
        service.type = type;
        service.enabled = enabled;
        return service;
    }

    private static Endpoint endpoint(String id, String url, boolean enabled) {
        var endpoint = new Endpoint();
        endpoint.id = id;
        endpoint.serviceId = "s1";
        endpoint.regionId = "RegionOne";
        endpoint.face = "public";
        endpoint.url = url;
        endpoint.enabled = enabled;
        return endpoint;
    }

    private static Region region(String id, String parent) {
        var region = new Region();
        region.id = id;
        region.parentId = parent;
        return region;
    }
}
