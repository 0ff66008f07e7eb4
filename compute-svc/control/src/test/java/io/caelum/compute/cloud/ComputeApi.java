package io.caelum.compute.cloud;

import static org.awaitility.Awaitility.await;

import io.caelum.testkit.TestTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client of the compute API at one microversion. */
public final class ComputeApi {

    private final String token;
    private final String version;

    private ComputeApi(String token, String version) {
        this.token = token;
        this.version = version;
    }

    public static ComputeApi member(String project) {
        return new ComputeApi(TestTokens.member(project), "2.60");
    }

    public static ComputeApi admin() {
        return new ComputeApi(TestTokens.admin(), "2.60");
    }

    public static ComputeApi withToken(String token) {
        return new ComputeApi(token, "2.60");
    }

    public ComputeApi at(String version) {
        return new ComputeApi(token, version);
    }

    public RequestSpecification request() {
        return RestAssured.given()
                .header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "compute " + version)
                .urlEncodingEnabled(false);
    }

    public Response get(String path) {
        return request().get("/v2.1" + path);
    }

    public Response post(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).post("/v2.1" + path);
    }

    public Response put(String path, Object body) {
        return request().contentType(ContentType.JSON).body(body).put("/v2.1" + path);
    }

    public Response delete(String path) {
        return request().delete("/v2.1" + path);
    }

    /** Asks for a small server on that network. */
    public Response boot(String name, UUID image, UUID network) {
        return post("/servers", body(name, image, network));
    }

    public static Map<String, Object> body(String name, UUID image, UUID network) {
        return Map.of(
                "server",
                Map.of(
                        "name",
                        name,
                        "imageRef",
                        image.toString(),
                        "flavorRef",
                        "1",
                        "networks",
                        List.of(Map.of("uuid", network.toString()))));
    }

    public JsonPath show(String id) {
        return get("/servers/" + id).then().statusCode(200).extract().jsonPath();
    }

    public JsonPath awaitStatus(String id, String status) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> show(id), shown -> status.equals(shown.getString("server.status")));
    }

    public void awaitGone(String id) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get("/servers/" + id).statusCode() == 404);
    }
}
