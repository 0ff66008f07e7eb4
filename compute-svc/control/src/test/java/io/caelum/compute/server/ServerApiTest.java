package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class ServerApiTest {

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    private Response create(Map<String, Object> changes) {
        var fields = new HashMap<String, Object>();
        fields.put("name", "s1");
        fields.put("imageRef", cloud.image.toString());
        fields.put("flavorRef", "1");
        fields.put("networks", List.of(Map.of("uuid", cloud.network.toString())));
        fields.putAll(changes);
        return api.post("/servers", Map.of("server", fields));
    }

    private String made(Map<String, Object> changes) {
        return create(changes).then().statusCode(202).extract().path("server.id");
    }

    private void nothingWasMade() {
        assertThat(cloud.number("select count(*) from servers")).isZero();
        assertThat(cloud.number("select count(*) from workflow")).isZero();
    }

    @Test
    void whatDoesNotExistIsNamedAndNothingIsMade() {
        cloud.withHosts("host-1");
        String unknown = UUID.randomUUID().toString();

        create(Map.of("imageRef", unknown)).then().statusCode(400).body("badRequest.message", containsString(unknown));
        create(Map.of("flavorRef", "99")).then().statusCode(400).body("badRequest.message", containsString("99"));
        create(Map.of("key_name", "nokey")).then().statusCode(400).body("badRequest.message", containsString("nokey"));
        create(Map.of("networks", List.of(Map.of("uuid", unknown))))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString(unknown));
        create(Map.of("availability_zone", "mars"))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("mars"));
        nothingWasMade();
    }

    @Test
    void imagesThatDoNotFitAreRefused() {
        cloud.withHosts("host-1");
        UUID queued = cloud.images.add("queued", 0, 0);
        UUID wide = cloud.images.add("active", 2, 0);
        UUID greedy = cloud.images.add("active", 0, 1024);

        create(Map.of("imageRef", queued.toString()))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("not active"));
        create(Map.of("imageRef", wide.toString()))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("disk is too small"));
        create(Map.of("imageRef", greedy.toString()))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("memory is too small"));
        nothingWasMade();
    }

    @Test
    void malformedBodiesAreAnsweredInNovasWords() {
        cloud.withHosts("host-1");

        api.post("/servers", "{\"server\": ").then().statusCode(400).body("badRequest.code", equalTo(400));
        api.post("/servers", "[]").then().statusCode(400).body("badRequest.code", equalTo(400));
        api.request()
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/v2.1/servers")
                .then()
                .statusCode(415)
                .body("badMediaType.code", equalTo(415));
        create(Map.of("nmae", "x")).then().statusCode(400).body("badRequest.message", containsString("'nmae'"));
        create(Map.of("description", "a\0b")).then().statusCode(400).body("badRequest.message", containsString("NUL"));
        create(Map.of("name", 5)).then().statusCode(400).body("badRequest.message", containsString("name"));
        nothingWasMade();
    }

    @Test
    void overQuotaIsForbiddenWithTheFigures() {
        cloud.withHosts("host-1");
        admin.put("/os-quota-sets/alpha", Map.of("quota_set", Map.of("instances", 2)))
                .then()
                .statusCode(200);

        made(Map.of("max_count", 5, "min_count", 1));

        assertThat(cloud.number("select count(*) from servers")).isEqualTo(2);
        create(Map.of())
                .then()
                .statusCode(403)
                .body(
                        "forbidden.message",
                        equalTo("Quota exceeded for instances: Requested 1, but already used 2 of 2 instances"));
    }

    @Test
    void manyAtOnceCannotOverdrawTheQuota() throws Exception {
        cloud.withHosts("host-1", "host-2");
        List<Callable<Integer>> creates = IntStream.range(0, 40)
                .<Callable<Integer>>mapToObj(i -> () -> create(Map.of()).statusCode())
                .toList();

        Map<Integer, Long> answers;
        try (var threads = Executors.newFixedThreadPool(20)) {
            answers = threads.invokeAll(creates).stream()
                    .map(Future::resultNow)
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        }

        assertThat(answers).isEqualTo(Map.of(202, 10L, 403, 30L));
        assertThat(cloud.number("select count(*) from servers")).isEqualTo(10);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cloud.number("select count(*) from servers where vm_state = 'ACTIVE'") == 10);
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(10 * 512);
    }

    @Test
    void severalServersGetNumbersAndOneReservation() {
        cloud.withHosts("host-1");

        String reservation = create(Map.of("min_count", "3", "return_reservation_id", true))
                .then()
                .statusCode(202)
                .extract()
                .path("reservation_id");

        assertThat(api.get("/servers?sort_key=display_name&sort_dir=asc&reservation_id=" + reservation)
                        .jsonPath()
                        .getList("servers.name"))
                .isEqualTo(List.of("s1-1", "s1-2", "s1-3"));
    }

    @Test
    void aSilentNeighbourIsAnsweredInTime() {
        cloud.withHosts("host-1");
        cloud.images.answerLate(Duration.ofSeconds(8));
        try {
            long begun = System.nanoTime();
            create(Map.of())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .body("serviceUnavailable.message", containsString("image service"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            cloud.images.answerLate(Duration.ZERO);
        }
        nothingWasMade();
    }

    @Test
    void listsArePagedInAStableOrder() {
        cloud.withHosts("host-1");
        made(Map.of("min_count", 5));

        var first =
                api.get("/servers?limit=2&sort_key=display_name&sort_dir=asc").jsonPath();
        assertThat(first.getList("servers.name")).isEqualTo(List.of("s1-1", "s1-2"));
        assertThat(first.getString("servers_links[0].href")).contains("limit=2").contains("marker=");
        var second = api.get("/servers?limit=2&sort_key=display_name&sort_dir=asc&marker="
                        + first.getString("servers[1].id"))
                .jsonPath();
        assertThat(second.getList("servers.name")).isEqualTo(List.of("s1-3", "s1-4"));
        var all = api.get("/servers").jsonPath();
        assertThat(all.getList("servers")).hasSize(5);
        assertThat((Object) all.get("servers_links")).isNull();
        assertThat(api.get("/servers?limit=0").jsonPath().getList("servers")).isEmpty();
    }

    @Test
    void aPageDoesNotBeginAfterAServerOfAnotherProject() {
        cloud.withHosts("host-1");
        String id = made(Map.of());

        for (String path : List.of("/servers", "/servers/detail")) {
            api.get(path + "?marker=" + id).then().statusCode(200);
            admin.get(path + "?marker=" + id).then().statusCode(200);
            ComputeApi.member("beta")
                    .get(path + "?marker=" + id)
                    .then()
                    .statusCode(400)
                    .body("badRequest.message", equalTo("marker [" + id + "] not found"));
        }
    }

    @Test
    void oddQueriesAreRefused() {
        cloud.withHosts("host-1");
        for (String query : List.of(
                "limit=abc",
                "limit=-1",
                "marker=" + UUID.randomUUID(),
                "marker=x",
                "sort_key=nonsense",
                "sort_key=root_device_name",
                "sort_dir=up",
                "changes-since=yesterday",
                "status=nonsense",
                "name=%5B",
                "name=%28%3F%3Cx%3Ea%29",
                "name=%00")) {
            assertThat(api.get("/servers?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(api.at("2.37").get("/servers?status=nonsense").jsonPath().getList("servers"))
                .isEmpty();
        api.get("/servers?all_tenants=1").then().statusCode(403);
        api.get("/servers?all_tenants").then().statusCode(403);
        api.get("/servers?unknown=1").then().statusCode(200);
    }

    @Test
    void filtersFindServers() {
        cloud.withHosts("host-1");
        String id = made(Map.of("name", "web-7", "tags", List.of("blue", "green")));
        made(Map.of("name", "db"));
        String address = api.awaitStatus(id, "ACTIVE").getString("server.addresses.net[0].addr");

        for (String query : List.of(
                "name=%5Eweb",
                "ip=" + address.replace(".", "%5C.") + "%24",
                "tags=blue,green",
                "tags-any=blue,red",
                "not-tags=red,blue&name=web",
                "uuid=" + id)) {
            assertThat((query.startsWith("uuid") ? admin : api)
                            .get("/servers?" + query + (query.startsWith("uuid") ? "&all_tenants=1" : ""))
                            .jsonPath()
                            .getList("servers.name"))
                    .as(query)
                    .isEqualTo(List.of("web-7"));
        }
        assertThat(api.get("/servers?not-tags-any=blue").jsonPath().getList("servers.name"))
                .isEqualTo(List.of("db"));
        assertThat(api.get("/servers/detail?status=active&name=web").jsonPath().getList("servers.name"))
                .isEqualTo(List.of("web-7"));
        assertThat(api.get("/servers?image=" + cloud.image + "&flavor=1")
                        .jsonPath()
                        .getList("servers"))
                .hasSize(2);
    }

    @Test
    void changedServersAreListedAlsoWhenDeleted() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        api.awaitStatus(id, "ACTIVE");
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);

        assertThat(api.get("/servers/detail?changes-since=2020-01-01T00:00:00Z")
                        .jsonPath()
                        .getList("servers.status"))
                .isEqualTo(List.of("DELETED"));
        assertThat(api.get("/servers?changes-since=2120-01-01T00:00:00Z")
                        .jsonPath()
                        .getList("servers"))
                .isEmpty();
    }

    @Test
    void nameAndDescriptionCanBeChanged() {
        cloud.withHosts("host-1");
        String id = made(Map.of());

        var changed = api.put("/servers/" + id, Map.of("server", Map.of("name", "サーバー", "description", "mine")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(changed.getString("server.name")).isEqualTo("サーバー");
        assertThat(changed.getString("server.description")).isEqualTo("mine");
        assertThat(changed.getMap("server")).doesNotContainKey("OS-EXT-STS:vm_state");
        api.put("/servers/" + id, Map.of("server", Map.of("name", "x "))).then().statusCode(400);
    }

    @Test
    void metadataIsReadMergedReplacedAndRemoved() {
        cloud.withHosts("host-1");
        String id = made(Map.of("metadata", Map.of("a", "1")));
        api.awaitStatus(id, "ACTIVE");
        String path = "/servers/" + id + "/metadata";

        api.post(path, Map.of("metadata", Map.of("b", "2"))).then().statusCode(200);
        assertThat(api.get(path).jsonPath().getMap("metadata")).isEqualTo(Map.of("a", "1", "b", "2"));
        api.put(path + "/a", Map.of("meta", Map.of("a", "3"))).then().statusCode(200);
        api.put(path + "/a", Map.of("meta", Map.of("b", "3"))).then().statusCode(400);
        assertThat(api.get(path + "/a").jsonPath().getMap("meta")).isEqualTo(Map.of("a", "3"));
        api.delete(path + "/a").then().statusCode(204);
        api.delete(path + "/a").then().statusCode(404);
        api.put(path, Map.of("metadata", Map.of("c", "4"))).then().statusCode(200);
        assertThat(api.get(path).jsonPath().getMap("metadata")).isEqualTo(Map.of("c", "4"));
    }

    @Test
    void tagsExistFrom226() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        String path = "/servers/" + id + "/tags";

        api.put(path + "/blue", "").then().statusCode(201);
        api.put(path + "/blue", "").then().statusCode(204);
        api.get(path + "/blue").then().statusCode(204);
        api.get(path + "/red").then().statusCode(404);
        api.put(path, Map.of("tags", List.of("x", "y"))).then().statusCode(200);
        assertThat(api.get(path).jsonPath().getList("tags")).isEqualTo(List.of("x", "y"));
        api.delete(path + "/x").then().statusCode(204);
        api.delete(path).then().statusCode(204);
        assertThat(api.get(path).jsonPath().getList("tags")).isEmpty();
        api.at("2.25")
                .get(path)
                .then()
                .statusCode(404)
                .header("OpenStack-API-Version", "compute 2.25")
                .body("itemNotFound.code", equalTo(404));
    }

    @Test
    void whatAServerIsAttachedToCanBeSeen() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        var shown = api.awaitStatus(id, "ACTIVE");
        String address = shown.getString("server.addresses.net[0].addr");

        assertThat(api.get("/servers/" + id + "/ips").jsonPath().getMap("addresses.net[0]"))
                .isEqualTo(Map.of("version", 4, "addr", address));
        api.get("/servers/" + id + "/ips/net").then().statusCode(200).body("net[0].addr", equalTo(address));
        api.get("/servers/" + id + "/ips/other").then().statusCode(404);
        String port = api.get("/servers/" + id + "/os-interface")
                .then()
                .statusCode(200)
                .body("interfaceAttachments[0].fixed_ips[0].ip_address", equalTo(address))
                .extract()
                .path("interfaceAttachments[0].port_id");
        api.get("/servers/" + id + "/os-interface/" + port).then().statusCode(200);
        api.get("/servers/" + id + "/os-interface/" + UUID.randomUUID()).then().statusCode(404);
        api.get("/servers/" + id + "/os-volume_attachments")
                .then()
                .statusCode(200)
                .body("volumeAttachments.size()", equalTo(0));
        api.get("/servers/" + id + "/os-security-groups")
                .then()
                .statusCode(200)
                .body("security_groups[0].name", equalTo("default"))
                .body("security_groups[0].tenant_id", equalTo("alpha"))
                .body("security_groups[0].rules[0].group.name", equalTo("default"))
                .body("security_groups[0].rules[0].ip_range", anEmptyMap())
                .body("security_groups[0].rules[1].ip_protocol", equalTo("icmp"))
                .body("security_groups[0].rules[1].ip_range.cidr", equalTo("10.0.0.0/8"));
    }

    @Test
    void theStateOfAPortIsWhatTheNetworkServiceSaysNow() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        api.awaitStatus(id, "ACTIVE");

        api.get("/servers/" + id + "/os-interface")
                .then()
                .body("interfaceAttachments[0].port_state", equalTo("ACTIVE"));
        cloud.networks.neverTellWired();
        api.get("/servers/" + id + "/os-interface").then().body("interfaceAttachments[0].port_state", equalTo("BUILD"));
    }

    @Test
    void whereServersAreDoesNotShowInTheirOrder() {
        cloud.withHosts("host-1");

        for (String key : List.of("host", "node")) {
            api.get("/servers?sort_key=" + key)
                    .then()
                    .statusCode(403)
                    .body("forbidden.message", equalTo("Only administrators can sort servers by " + key));
            admin.get("/servers?sort_key=" + key).then().statusCode(200);
        }
        api.get("/servers?host=elsewhere").then().statusCode(200);
    }

    @Test
    void actionsThatAreNotBuiltSaySo() {
        cloud.withHosts("host-1");
        String id = made(Map.of());

        api.post("/servers/" + id + "/action", Map.of("trigger_crash_dump", Map.of()))
                .then()
                .statusCode(501)
                .body("notImplemented.message", containsString("trigger_crash_dump"));
        api.post("/servers/" + id + "/action", Map.of("dance", Map.of())).then().statusCode(400);
        api.post("/servers/" + UUID.randomUUID() + "/action", Map.of("trigger_crash_dump", Map.of()))
                .then()
                .statusCode(404);
    }

    @Test
    void readersReadAndDoNotWrite() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        ComputeApi reader = ComputeApi.withToken(TestTokens.reader("alpha"));

        reader.get("/servers/" + id).then().statusCode(200);
        reader.delete("/servers/" + id)
                .then()
                .statusCode(403)
                .body(
                        "forbidden.message",
                        equalTo("Policy doesn't allow os_compute_api:servers:delete to be performed."));
    }

    @Test
    void externalEventsTellWhatBecameOfThem() {
        cloud.withHosts("host-1");
        String id = made(Map.of());
        api.awaitStatus(id, "ACTIVE");
        var events = List.of(
                Map.of("name", "network-changed", "server_uuid", id),
                Map.of("name", "network-vif-plugged", "server_uuid", id),
                Map.of(
                        "name",
                        "network-vif-plugged",
                        "server_uuid",
                        UUID.randomUUID().toString(),
                        "tag",
                        UUID.randomUUID().toString(),
                        "status",
                        "completed"));

        var answer = admin.post("/os-server-external-events", Map.of("events", events))
                .then()
                .statusCode(207)
                .extract()
                .jsonPath();

        assertThat(answer.getList("events.code")).isEqualTo(List.of(200, 400, 404));
        api.post("/os-server-external-events", Map.of("events", events)).then().statusCode(403);
    }

    @Test
    void theAnswerToACreateIsShort() {
        cloud.withHosts("host-1");

        create(Map.of())
                .then()
                .statusCode(202)
                .header("Location", containsString("/v2.1/servers/"))
                .body("server.adminPass.length()", equalTo(12))
                .body("server.'OS-DCF:diskConfig'", equalTo("MANUAL"))
                .body("server.security_groups[0].name", equalTo("default"))
                .body("server.links[0].href", startsWith("http://"));
    }
}
