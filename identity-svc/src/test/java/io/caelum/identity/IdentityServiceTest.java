package io.caelum.identity;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.caelum.testkit.WithPostgres;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The running service on a real database, broker and Keycloak, and a few words to talk to it. */
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithRabbitMq.class)
@QuarkusTestResource(WithCuttableKeycloak.class)
public abstract class IdentityServiceTest {

    protected static final String DEFAULT = "default";

    private static String adminToken;

    @BeforeEach
    void isReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    /** A name that no other test uses. */
    protected static String newName(String kind) {
        return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected static Response logIn(Map<String, Object> user, Object scope) {
        Map<String, Object> identity = Map.of("methods", new String[] {"password"}, "password", Map.of("user", user));
        return logIn(scope == null ? Map.of("identity", identity) : Map.of("identity", identity, "scope", scope));
    }

    protected static Response logIn(Map<String, Object> auth) {
        return given().contentType("application/json")
                .body(Map.of("auth", auth))
                .post("/v3/auth/tokens");
    }

    protected static Response exchange(String token, Object scope) {
        Map<String, Object> identity = Map.of("methods", new String[] {"token"}, "token", Map.of("id", token));
        return logIn(scope == null ? Map.of("identity", identity) : Map.of("identity", identity, "scope", scope));
    }

    protected static Map<String, Object> user(String name, String password) {
        return Map.of("name", name, "domain", Map.of("id", DEFAULT), "password", password);
    }

    protected static Map<String, Object> userById(String id, String password) {
        return Map.of("id", id, "password", password);
    }

    protected static Map<String, Object> project(String id) {
        return Map.of("project", Map.of("id", id));
    }

    protected static Map<String, Object> projectNamed(String name) {
        return Map.of("project", Map.of("name", name, "domain", Map.of("id", DEFAULT)));
    }

    protected static String tokenOf(Response logIn) {
        return logIn.then().statusCode(201).extract().header("X-Subject-Token");
    }

    /** One for all tests: nothing that they do ends it. */
    protected static String adminToken() {
        if (adminToken == null) {
            adminToken = tokenOf(logIn(user("admin", WithCuttableKeycloak.ADMIN_PASSWORD), projectNamed("admin")));
        }
        return adminToken;
    }

    protected static RequestSpecification as(String token) {
        return given().header("X-Auth-Token", token).contentType("application/json");
    }

    protected static RequestSpecification admin() {
        return as(adminToken());
    }

    protected static Response look(String token) {
        return admin().header("X-Subject-Token", token).get("/v3/auth/tokens");
    }

    protected static String create(String kind, Map<String, Object> fields) {
        return admin().body(Map.of(kind, fields))
                .post("/v3/" + kind + "s")
                .then()
                .statusCode(201)
                .extract()
                .path(kind + ".id");
    }

    protected static String newProject() {
        return create("project", Map.of("name", newName("project")));
    }

    protected static String newUser(String password) {
        return create("user", Map.of("name", newName("user"), "domain_id", DEFAULT, "password", password));
    }

    protected static String role(String name) {
        return admin().get("/v3/roles?name=" + name).path("roles[0].id");
    }

    protected static void give(String role, String user, String project) {
        admin().put("/v3/projects/" + project + "/users/" + user + "/roles/" + role(role))
                .then()
                .statusCode(204);
    }
}
