package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NetworkApiTest extends ServiceTest {

    @Test
    void aNetworkIsCreatedShownChangedAndDeleted() {
        Api api = Api.ofNewProject();
        var created = api.create("network", Map.of("name", "blue", "description", "d"));
        String id = created.getString("id");
        assertThat(created.getString("status")).isEqualTo("ACTIVE");
        assertThat(created.getInt("mtu")).isEqualTo(1450);
        assertThat(created.getInt("revision_number")).isEqualTo(1);
        assertThat(created.getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

        api.put("/networks/" + id, Map.of("network", Map.of("name", "green")))
                .statusCode(200)
                .body("network.name", equalTo("green"))
                .body("network.description", equalTo("d"))
                .body("network.revision_number", equalTo(2));
        api.get("/networks/" + id).statusCode(200).body("network.name", equalTo("green"));
        api.delete("/networks/" + id).statusCode(204);
        api.get("/networks/" + id).statusCode(404).body("NeutronError.type", equalTo("NetworkNotFound"));
    }

    @Test
    void subnetsOfANetworkAreListedAndCountUpItsRevision() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String first = api.subnet(network, "10.0.0.0/24");
        String second = api.subnet(network, "10.0.1.0/24");
        api.get("/networks/" + network)
                .body("network.subnets", equalTo(List.of(first, second)))
                .body("network.revision_number", equalTo(3));
    }

    @Test
    void otherProjectsFindNothing() {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        String subnet = api.ids("/subnets?network_id=" + network, "subnets").getFirst();
        String port = api.port(network).getString("id");
        Api other = Api.ofNewProject();

        for (String path : List.of("/networks/" + network, "/subnets/" + subnet, "/ports/" + port)) {
            String resource = path.substring(1, path.indexOf("s/"));
            other.get(path).statusCode(404);
            other.put(path, Map.of(resource, Map.of("name", "mine"))).statusCode(404);
            other.delete(path).statusCode(404);
            other.get(path + "/tags").statusCode(404);
        }
        other.post("/ports", Map.of("port", Map.of("network_id", network))).statusCode(404);
        other.post("/subnets", Map.of("subnet", Map.of("network_id", network, "cidr", "10.1.0.0/24")))
                .statusCode(404);
        assertThat(other.ids("/networks", "networks")).doesNotContain(network);
        assertThat(other.ids("/subnets", "subnets")).doesNotContain(subnet);
        assertThat(other.ids("/ports", "ports")).isEmpty();
    }

    @Test
    void aSharedNetworkIsSeenAndUsedButNotChangedByOthers() {
        String network = Api.admin()
                .create("network", Map.of("name", "common", "shared", true))
                .getString("id");
        Api.admin().subnet(network, "10.9.0.0/24");
        Api user = Api.ofNewProject();

        user.get("/networks/" + network).statusCode(200);
        assertThat(user.ids("/subnets?network_id=" + network, "subnets")).hasSize(1);
        user.port(network);
        user.put("/networks/" + network, Map.of("network", Map.of("name", "mine")))
                .statusCode(403)
                .body("NeutronError.type", equalTo("PolicyNotAuthorized"));
        user.delete("/networks/" + network).statusCode(403);
        user.post("/subnets", Map.of("subnet", Map.of("network_id", network, "cidr", "10.1.0.0/24")))
                .statusCode(403);
        user.post(
                        "/ports",
                        Map.of(
                                "port",
                                Map.of("network_id", network, "fixed_ips", List.of(Map.of("ip_address", "10.9.0.77")))))
                .statusCode(403);
    }

    @Test
    void whatIsForAdministratorsIsRefusedToUsers() {
        Api api = Api.ofNewProject();
        for (Map<String, ?> attributes : List.<Map<String, ?>>of(
                Map.of("shared", true),
                Map.of("router:external", true),
                Map.of("provider:network_type", "vxlan"),
                Map.of("project_id", "somebody-else"))) {
            api.post("/networks", Map.of("network", attributes))
                    .statusCode(403)
                    .body("NeutronError.type", equalTo("PolicyNotAuthorized"));
        }
        String network = api.network();
        api.get("/networks/" + network).body("network", not(hasKey("provider:network_type")));
        Api.admin().get("/networks/" + network).body("network.'provider:network_type'", equalTo("vxlan"));
    }

    @Test
    void readersChangeNothing() {
        Api reader = Api.reader("readers-" + UUID.randomUUID());
        reader.get("/networks").statusCode(200);
        reader.post("/networks", Map.of("network", Map.of("name", "n"))).statusCode(403);
    }

    @Test
    void severalNetworksAreMadeAllOrNone() {
        Api api = Api.ofNewProject();
        api.post("/networks", Map.of("networks", List.of(Map.of("name", "a"), Map.of("name", "b"))))
                .statusCode(201)
                .body("networks.name", equalTo(List.of("a", "b")));
        api.post("/networks", Map.of("networks", List.of(Map.of("name", "c"), Map.of("mtu", 9000))))
                .statusCode(400);
        api.get("/networks")
                .body("networks.findAll { !it.shared && !it.'router:external' }.name", containsInAnyOrder("a", "b"));
    }

    @Test
    void aNetworkInUseIsNotDeletedAndTheAnswerNamesThePort() {
        Api api = Api.ofNewProject();
        String network = api.networkWithSubnet();
        String port = api.port(network).getString("id");
        api.delete("/networks/" + network)
                .statusCode(409)
                .body("NeutronError.type", equalTo("NetworkInUse"))
                .body("NeutronError.message", containsString(port));
        api.delete("/ports/" + port).statusCode(204);
        api.delete("/networks/" + network).statusCode(204);
        assertThat(api.ids("/subnets?network_id=" + network, "subnets")).isEmpty();
    }

    @Test
    void aChangeForAnOldRevisionIsRefused() {
        Api api = Api.ofNewProject();
        String network = api.network();
        api.putIfRevision(1, "/networks/" + network, Map.of("network", Map.of("name", "x")))
                .statusCode(200);
        api.putIfRevision(1, "/networks/" + network, Map.of("network", Map.of("name", "y")))
                .statusCode(412)
                .body("NeutronError.type", equalTo("RevisionNumberConstraintFailed"));
    }

    @Test
    void listsAreFilteredSortedCutAndPaged() {
        Api api = Api.ofNewProject();
        for (String name : List.of("c", "a", "b")) {
            api.create("network", Map.of("name", name, "admin_state_up", !name.equals("b")));
        }
        String mine = "shared=False&router:external=False";
        api.get("/networks?" + mine + "&sort_key=name&sort_dir=desc")
                .body("networks.name", equalTo(List.of("c", "b", "a")));
        api.get("/networks?name=a&name=b&sort_key=name").body("networks.name", equalTo(List.of("a", "b")));
        api.get("/networks?" + mine + "&admin_state_up=False").body("networks.name", equalTo(List.of("b")));
        api.get("/networks?" + mine + "&fields=name&fields=id")
                .body("networks[0].keySet()", containsInAnyOrder("id", "name"));

        var first = api.get("/networks?" + mine + "&limit=2&sort_key=name")
                .body("networks.name", equalTo(List.of("a", "b")))
                .body("networks_links.rel", hasItem("next"))
                .extract()
                .jsonPath();
        String next = first.getString("networks_links.find { it.rel == 'next' }.href");
        assertThat(next).startsWith("http");
        api.get(next.substring(next.indexOf("/networks"))).body("networks.name", equalTo(List.of("c")));
        String last = first.getString("networks[1].id");
        api.get("/networks?" + mine + "&limit=2&sort_key=name&page_reverse=True&marker=" + last)
                .body("networks.name", equalTo(List.of("a")));
        api.get("/networks?marker=" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void unknownKeysInAQueryAreRefused() {
        Api api = Api.ofNewProject();
        api.get("/networks?bogus=1")
                .statusCode(400)
                .body("NeutronError.message", equalTo("['bogus'] is invalid attribute for filtering"));
        api.get("/networks?sort_key=bogus").statusCode(400);
        api.get("/networks?limit=x").statusCode(400);
    }

    @Test
    void tagsAreKeptFoundAndRemoved() {
        Api api = Api.ofNewProject();
        String network = api.network();
        String other = api.network();
        String tags = "/networks/" + network + "/tags";
        api.put(tags + "/red", "").statusCode(201);
        api.put(tags, Map.of("tags", List.of("red", "blue"))).statusCode(200).body("tags", hasSize(2));
        api.get(tags + "/red").statusCode(204);
        api.get(tags + "/green").statusCode(404).body("NeutronError.type", equalTo("TagNotFound"));
        assertThat(api.ids("/networks?tags=red,blue", "networks")).containsExactly(network);
        assertThat(api.ids("/networks?tags-any=red,green", "networks")).containsExactly(network);
        assertThat(api.ids("/networks?not-tags=red&shared=False", "networks"))
                .contains(other)
                .doesNotContain(network);
        api.delete(tags + "/red").statusCode(204);
        api.delete(tags).statusCode(204);
        api.get(tags).body("tags", hasSize(0));
    }

    @Test
    void discoveryTellsWhatThereIs() {
        io.restassured.RestAssured.get("/")
                .then()
                .statusCode(200)
                .body("versions[0].id", equalTo("v2.0"))
                .body("versions[0].links[0].href", matchesPattern("http.*/v2.0/"));
        Api api = Api.ofNewProject();
        api.get("/").statusCode(200).body("resources.collection", hasItem("subnets"));
        api.get("/extensions")
                .body("extensions.alias", hasItem("binding"))
                .body("extensions.alias", not(hasItem("trunk")));
        api.get("/extensions/quotas").statusCode(200);
        api.get("/extensions/trunk").statusCode(404);
    }

    @Test
    void whatIsNotThereYetSaysSo() {
        Api.ofNewProject()
                .get("/trunks")
                .statusCode(404)
                .body("NeutronError.type", equalTo("HTTPNotFound"))
                .body("NeutronError.message", containsString("trunks"));
    }

    @Test
    void withoutATokenTheAnswerHasTheFormOfTheTokenCheck() {
        io.restassured.RestAssured.get("/v2.0/networks")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Keystone uri="))
                .body("error.code", equalTo(401));
    }
}
