package io.caelum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.caelum.identity.IdentityServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogInTest extends IdentityServiceTest {

    @Test
    void aPasswordGivesATokenOfTheProjectWithRolesAndCatalog() {
        logIn(user("demo", "the demo user's password"), projectNamed("demo"))
                .then()
                .statusCode(201)
                .header("X-Subject-Token", not(equalTo(null)))
                .header("Vary", "X-Auth-Token")
                .body("token.methods", contains("password"))
                .body("token.user.name", equalTo("demo"))
                .body("token.user.domain.name", equalTo("Default"))
                .body("token.project.name", equalTo("demo"))
                .body("token.roles.name", contains("member", "reader"))
                .body("token.catalog.type", containsInAnyOrder("identity", "image", "compute", "network"))
                .body("token.catalog[0].endpoints.interface", containsInAnyOrder("public", "internal", "admin"))
                .body("token.audit_ids", hasSize(1));
    }

    @Test
    void withoutAScopeATokenHasNeitherRolesNorCatalogAndFindsItsProjects() {
        Response logIn = logIn(user("demo", "the demo user's password"), null);
        logIn.then().body("token", not(hasKey("roles"))).body("token", not(hasKey("catalog")));

        as(tokenOf(logIn)).get("/v3/auth/projects").then().body("projects.name", contains("demo"));
        as(tokenOf(logIn)).get("/v3/auth/catalog").then().statusCode(403);
    }

    @Test
    void anAdministratorMayAskForTheDomainAndForTheSystem() {
        for (Object scope : List.of(Map.of("domain", Map.of("id", DEFAULT)), Map.of("system", Map.of("all", true)))) {
            exchange(adminToken(), scope).then().statusCode(201).body("token.roles.name", hasItems("admin", "reader"));
        }
    }

    @Test
    void whateverIsWrongWithALogInTheAnswerIsTheSame() {
        String project = newProject();
        String disabled = create(
                "user", Map.of("name", newName("off"), "password", "right", "enabled", false, "domain_id", DEFAULT));
        List<Response> refusals = List.of(
                logIn(user("demo", "wrong"), null),
                logIn(user("nobody at all", "wrong"), null),
                logIn(Map.of("name", "demo", "domain", Map.of("name", "no such domain"), "password", "x"), null),
                logIn(userById(disabled, "right"), null),
                logIn(userById("0123456789abcdef0123456789abcdef", "x"), null),
                logIn(user("demo", "the demo user's password"), project(project)),
                logIn(user("demo", "the demo user's password"), project("no such project")),
                logIn(user("demo", "the demo user's password"), Map.of("system", Map.of("all", true))),
                logIn(user("demo", "x".repeat(5_000)), null),
                exchange("no token", null));

        assertThat(refusals)
                .allSatisfy(refusal -> refusal.then()
                        .statusCode(401)
                        .header("WWW-Authenticate", startsWith("Keystone uri="))
                        .body("error.code", equalTo(401))
                        .body("error.title", equalTo("Unauthorized"))
                        .body("error.message", equalTo("The request you have made requires authentication.")));
    }

    @Test
    void oneUserMayLogInManyTimesAtOnce() {
        String user = create("user", Map.of("name", newName("busy"), "password", "right", "domain_id", DEFAULT));

        List<CompletableFuture<Integer>> logIns = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> logIn(userById(user, "right"), null).statusCode(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(logIns)
                .allSatisfy(logIn ->
                        assertThat(logIn).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(201));
    }

    @Test
    void aMalformedLogInIsABadRequest() {
        logIn(Map.of()).then().statusCode(400).body("error.message", containsString("identity"));
        logIn(user("demo", "x"), Map.of("project", Map.of("name", "demo")))
                .then()
                .statusCode(400);
    }

    @Test
    void aLookAtATokenEqualsTheLogIn() {
        Response logIn = logIn(user("demo", "the demo user's password"), projectNamed("demo"));
        String token = tokenOf(logIn);

        Response look = look(token);

        assertThat(look.jsonPath().<Object>get()).isEqualTo(logIn.jsonPath().get());
        assertThat(look.header("X-Subject-Token")).isEqualTo(token);
        admin().header("X-Subject-Token", token)
                .get("/v3/auth/tokens?nocatalog")
                .then()
                .body("token", not(hasKey("catalog")));
        admin().header("X-Subject-Token", token).head("/v3/auth/tokens").then().statusCode(200);
    }

    @Test
    void oneUserMayNotLookIntoAnothersToken() {
        String demo = tokenOf(logIn(user("demo", "the demo user's password"), projectNamed("demo")));

        as(demo).header("X-Subject-Token", demo).get("/v3/auth/tokens").then().statusCode(200);
        as(demo).header("X-Subject-Token", adminToken())
                .get("/v3/auth/tokens")
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenGotFromATokenKeepsTheChainAndNeverLivesLonger() {
        Response first = logIn(user("demo", "the demo user's password"), null);

        Response second = exchange(tokenOf(first), projectNamed("demo"));

        second.then()
                .body("token.methods", contains("token", "password"))
                .body("token.audit_ids", hasSize(2))
                .body("token.audit_ids[1]", equalTo(first.path("token.audit_ids[0]")))
                .body("token.expires_at", equalTo(first.path("token.expires_at")));
    }

    @Test
    void aRevokedTokenIsGoneAtOnceAndItsSiblingsAreNot() {
        String parent = tokenOf(logIn(user("demo", "the demo user's password"), null));
        String child = tokenOf(exchange(parent, projectNamed("demo")));

        as(child)
                .header("X-Subject-Token", child)
                .delete("/v3/auth/tokens")
                .then()
                .statusCode(204);

        as(child).get("/v3/auth/projects").then().statusCode(401);
        look(child).then().statusCode(404);
        look(parent).then().statusCode(200);
    }

    @Test
    void withTheTokenOfTheLogInGoesWhateverWasGotFromIt() {
        String first = tokenOf(logIn(user("demo", "the demo user's password"), null));
        String second = tokenOf(exchange(first, projectNamed("demo")));
        String third = tokenOf(exchange(second, null));
        String otherLogIn = tokenOf(logIn(user("demo", "the demo user's password"), null));

        as(first)
                .header("X-Subject-Token", first)
                .delete("/v3/auth/tokens")
                .then()
                .statusCode(204);

        for (String token : List.of(first, second, third)) {
            as(token).get("/v3/auth/projects").then().statusCode(401);
            exchange(token, projectNamed("demo")).then().statusCode(401);
        }
        look(otherLogIn).then().statusCode(200);
    }

    @Test
    void theDefaultProjectIsTakenIfThereIsARoleAndLeftIfNot() {
        String project = newProject();
        String user = create(
                "user",
                Map.of("name", newName("u"), "domain_id", DEFAULT, "password", "p", "default_project_id", project));

        logIn(userById(user, "p"), null).then().statusCode(201).body("token", not(hasKey("project")));
        give("reader", user, project);
        logIn(userById(user, "p"), null).then().body("token.project.id", equalTo(project));
        logIn(userById(user, "p"), "unscoped").then().body("token", not(hasKey("project")));
    }

    @Test
    void theVersionsAreFoundWithoutAToken() {
        io.restassured.RestAssured.given()
                .redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(300)
                .header("Location", containsString("/v3/"))
                .body("versions.values.id", contains(startsWith("v3")));
        for (String path : List.of("/v3", "/v3/")) {
            io.restassured.RestAssured.given()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("version.status", equalTo("stable"))
                    .body("version.'media-types'", not(empty()));
        }
    }
}
