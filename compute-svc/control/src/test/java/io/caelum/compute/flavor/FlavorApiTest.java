package io.caelum.compute.flavor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class FlavorApiTest {

    @Inject
    Cloud cloud;

    private final ComputeApi admin = ComputeApi.admin();
    private final ComputeApi api = ComputeApi.member("alpha");

    @AfterEach
    void onlyTheDefaultsAreLeft() {
        cloud.execute("delete from flavors where number > 5");
    }

    private String create(Map<String, Object> more) {
        var fields = new HashMap<String, Object>(Map.of("name", "f", "ram", 64, "vcpus", 1, "disk", 1));
        fields.putAll(more);
        return admin.post("/flavors", Map.of("flavor", fields))
                .then()
                .statusCode(200)
                .extract()
                .path("flavor.id");
    }

    @Test
    void fiveSizesAreThereFromTheBeginning() {
        var found = api.get("/flavors/detail").jsonPath();

        assertThat(found.getList("flavors.name"))
                .isEqualTo(List.of("m1.tiny", "m1.small", "m1.medium", "m1.large", "m1.xlarge"));
        assertThat(found.getList("flavors.ram")).isEqualTo(List.of(512, 2048, 4096, 8192, 16384));
        assertThat(found.getString("flavors[0].swap")).isEmpty();
        assertThat(found.getMap("flavors[0]"))
                .containsKeys(
                        "OS-FLV-EXT-DATA:ephemeral",
                        "OS-FLV-DISABLED:disabled",
                        "os-flavor-access:is_public",
                        "rxtx_factor",
                        "description");
        api.at("2.54").get("/flavors/1").then().body("flavor", not(hasKey("description")));
    }

    @Test
    void listsAreFilteredSortedAndPaged() {
        assertThat(api.get("/flavors?minRam=4096&minDisk=80").jsonPath().getList("flavors.id"))
                .isEqualTo(List.of("4", "5"));
        assertThat(api.get("/flavors?sort_key=memory_mb&sort_dir=desc&limit=2")
                        .jsonPath()
                        .getList("flavors.id"))
                .isEqualTo(List.of("5", "4"));
        assertThat(api.get("/flavors?sort_key=memory_mb&sort_dir=desc&limit=2&marker=4")
                        .jsonPath()
                        .getList("flavors.id"))
                .isEqualTo(List.of("3", "2"));
        for (String query : List.of("minRam=x", "minDisk=-1", "limit=x", "marker=none", "sort_key=x")) {
            assertThat(api.get("/flavors?" + query).statusCode()).as(query).isEqualTo(400);
        }
    }

    @Test
    void flavorsAreMadeAndRemovedByAdministrators() {
        String id = create(Map.of("swap", "512", "OS-FLV-EXT-DATA:ephemeral", 2));

        api.get("/flavors/" + id)
                .then()
                .statusCode(200)
                .body("flavor.swap", equalTo(512))
                .body("flavor.id", matchesPattern("[0-9a-f-]{36}"));
        admin.post("/flavors", Map.of("flavor", Map.of("name", "f", "ram", 64, "vcpus", 1, "disk", 1)))
                .then()
                .statusCode(409);
        api.post("/flavors", Map.of("flavor", Map.of("name", "g", "ram", 64, "vcpus", 1, "disk", 1)))
                .then()
                .statusCode(403);
        admin.put("/flavors/" + id, Map.of("flavor", Map.of("description", "small")))
                .then()
                .statusCode(200)
                .body("flavor.description", equalTo("small"));
        admin.delete("/flavors/" + id).then().statusCode(202);
        admin.delete("/flavors/" + id).then().statusCode(404);
    }

    @Test
    void privateFlavorsAreForThoseWithAccess() {
        String id = create(Map.of("os-flavor-access:is_public", false));
        api.get("/flavors/" + id).then().statusCode(404);

        admin.post("/flavors/" + id + "/action", Map.of("addTenantAccess", Map.of("tenant", "alpha")))
                .then()
                .statusCode(200)
                .body("flavor_access[0].tenant_id", equalTo("alpha"));
        admin.post("/flavors/" + id + "/action", Map.of("addTenantAccess", Map.of("tenant", "alpha")))
                .then()
                .statusCode(409);
        api.get("/flavors/" + id).then().statusCode(200);
        assertThat(api.get("/flavors").jsonPath().getList("flavors.id")).contains(id);
        assertThat(ComputeApi.member("beta").get("/flavors").jsonPath().getList("flavors.id"))
                .doesNotContain(id);
        assertThat(admin.get("/flavors?is_public=None").jsonPath().getList("flavors.id"))
                .contains(id, "1");
        admin.post("/flavors/" + id + "/action", Map.of("removeTenantAccess", Map.of("tenant", "alpha")))
                .then()
                .statusCode(200);
        api.get("/flavors/" + id).then().statusCode(404);
        admin.get("/flavors/1/os-flavor-access").then().statusCode(404);
    }

    @Test
    void extraSpecsAreReadAddedAndRemoved() {
        String path = "/flavors/" + create(Map.of()) + "/os-extra_specs";

        admin.post(path, Map.of("extra_specs", Map.of("a", "1", "b", "2")))
                .then()
                .statusCode(200);
        admin.put(path + "/a", Map.of("a", "3")).then().statusCode(200);
        admin.put(path + "/a", Map.of("b", "3")).then().statusCode(400);
        assertThat(api.get(path).jsonPath().getMap("extra_specs")).isEqualTo(Map.of("a", "3", "b", "2"));
        api.get(path + "/a").then().statusCode(200).body("a", equalTo("3"));
        api.delete(path + "/a").then().statusCode(403);
        admin.delete(path + "/a").then().statusCode(200);
        admin.delete(path + "/a").then().statusCode(404);
    }
}
