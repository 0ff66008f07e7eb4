package io.caelum.network;

import static io.restassured.RestAssured.given;

import io.caelum.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client of the service, with the token of one caller. */
final class Api {

    private final String token;

    private Api(String token) {
        this.token = token;
    }

    /** A member of a project that nobody else uses. */
    static Api ofNewProject() {
        return member(UUID.randomUUID().toString().replace("-", ""));
    }

    static Api member(String project) {
        return new Api(TestTokens.member(project));
    }

    static Api reader(String project) {
        return new Api(TestTokens.reader(project));
    }

    static Api admin() {
        return new Api(TestTokens.admin());
    }

    ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false)
                .header("X-Auth-Token", token)
                .get("/v2.0" + path)
                .then();
    }

    ValidatableResponse post(String path, Object body) {
        return given().header("X-Auth-Token", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v2.0" + path)
                .then();
    }

    ValidatableResponse repeatable(String key, String path, Object body) {
        return given().header("X-Auth-Token", token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v2.0" + path)
                .then();
    }

    ValidatableResponse put(String path, Object body) {
        return given().header("X-Auth-Token", token)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/v2.0" + path)
                .then();
    }

    ValidatableResponse putIfRevision(int revision, String path, Object body) {
        return given().header("X-Auth-Token", token)
                .header("If-Match", "revision_number=" + revision)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/v2.0" + path)
                .then();
    }

    ValidatableResponse delete(String path) {
        return given().header("X-Auth-Token", token).delete("/v2.0" + path).then();
    }

    /** Creates one resource and answers its body. */
    JsonPath create(String resource, Map<String, ?> attributes) {
        String collection = resource.replace('_', '-') + "s";
        return post("/" + collection, Map.of(resource, attributes))
                .statusCode(201)
                .extract()
                .jsonPath()
                .setRootPath(resource);
    }

    String network() {
        return create("network", Map.of("name", "net")).getString("id");
    }

    String subnet(String network, String cidr) {
        return create("subnet", Map.of("network_id", network, "cidr", cidr, "ip_version", cidr.contains(":") ? 6 : 4))
                .getString("id");
    }

    /** A network with an IPv4 subnet, 10.0.0.0/24. */
    String networkWithSubnet() {
        String network = network();
        subnet(network, "10.0.0.0/24");
        return network;
    }

    JsonPath port(String network) {
        return create("port", Map.of("network_id", network));
    }

    List<String> ids(String path, String collection) {
        return get(path).statusCode(200).extract().jsonPath().getList(collection + ".id");
    }
}
