package io.caelum.identity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of resource once through its life. */
@QuarkusTest
class ResourcesTest extends IdentityServiceTest {

    @Test
    void aUserKeepsWhatItWasGivenAndNeverShowsThePassword() {
        String name = newName("Some User");
        String id = create(
                "user",
                Map.of("name", name, "domain_id", DEFAULT, "password", "p", "email", "not an address", "shoe", 42));

        admin().get("/v3/users/" + id)
                .then()
                .body("user.name", equalTo(name))
                .body("user.email", equalTo("not an address"))
                .body("user.shoe", equalTo(42))
                .body("user.password_expires_at", nullValue())
                .body("user", hasKey("password_expires_at"))
                .body("user.links.self", containsString("/v3/users/" + id))
                .body("user", not(hasKey("password")));
        admin().body(Map.of("user", Map.of("description", "tall")))
                .patch("/v3/users/" + id)
                .then()
                .statusCode(200)
                .body("user.shoe", equalTo(42))
                .body("user.description", equalTo("tall"))
                .body("user.enabled", equalTo(true));
    }

    @Test
    void whatWeSayAboutAResourceIsNotForTheClientToSay() {
        String id = create(
                "user",
                Map.of(
                        "name",
                        newName("user"),
                        "domain_id",
                        DEFAULT,
                        "id",
                        "0123456789abcdef0123456789abcdef",
                        "links",
                        Map.of("self", "http://evil.example"),
                        "original_password",
                        "a secret"));

        admin().get("/v3/users/" + id)
                .then()
                .body("user.id", equalTo(id))
                .body("user.links.self", containsString("/v3/users/" + id))
                .body("user", not(hasKey("original_password")));
    }

    @Test
    void aUserSeesItselfAndNobodyElse() {
        String id = newUser("p");
        String token = tokenOf(logIn(userById(id, "p"), null));

        as(token).get("/v3/users/" + id).then().statusCode(200);
        as(token).get("/v3/users/" + newUser("p")).then().statusCode(403);
        as(token)
                .get("/v3/users")
                .then()
                .statusCode(403)
                .body(
                        "error.message",
                        equalTo("You are not authorized to perform the requested action: identity:list_users."));
    }

    @Test
    void theSameNameTwiceInADomainIsAConflictAndInAnotherDomainIsFine() {
        String domain = create("domain", Map.of("name", newName("domain")));
        for (String kind : new String[] {"user", "project", "group"}) {
            String name = newName("Same");
            create(kind, Map.of("name", name, "domain_id", DEFAULT));
            create(kind, Map.of("name", name, "domain_id", domain));
            admin().body(Map.of(kind, Map.of("name", name, "domain_id", DEFAULT)))
                    .post("/v3/" + kind + "s")
                    .then()
                    .statusCode(409)
                    .body("error.message", containsString("Conflict occurred attempting to store " + kind));
        }
    }

    @Test
    void badFieldsAreNamed() {
        var bad = new HashMap<Map<String, Object>, String>();
        bad.put(Map.of("name", ""), "name");
        bad.put(Map.of("name", "x".repeat(65)), "name");
        bad.put(Map.of(), "name");
        bad.put(Map.of("name", "x", "enabled", "False"), "enabled");
        bad.put(Map.of("name", "x", "parent_id", "nowhere"), "nowhere");
        bad.forEach((fields, word) -> admin().body(Map.of("project", fields))
                .post("/v3/projects")
                .then()
                .statusCode(400)
                .body("error.message", containsString(word)));
    }

    @Test
    void aProjectStandsInAHierarchyAndLeavesItOnlyAsALeaf() {
        String parent = newProject();
        String child = create("project", Map.of("name", newName("child"), "parent_id", parent, "colour", "red"));

        admin().get("/v3/projects/" + child)
                .then()
                .body("project.domain_id", equalTo(DEFAULT))
                .body("project.colour", equalTo("red"))
                .body("project.is_domain", equalTo(false));
        admin().delete("/v3/projects/" + parent).then().statusCode(403);
        admin().delete("/v3/projects/" + child).then().statusCode(204);
        admin().delete("/v3/projects/" + parent).then().statusCode(204);
    }

    @Test
    void aProjectShowsItsRelativesAndItsTags() {
        String parent = newProject();
        String child = create("project", Map.of("name", newName("child"), "parent_id", parent));
        String tag = "/v3/projects/" + child + "/tags/blue";

        admin().get("/v3/projects/" + child + "?parents_as_list")
                .then()
                .body("project.parents.project.id", contains(parent, DEFAULT));
        admin().get("/v3/projects/" + parent + "?subtree_as_ids").then().body("project.subtree", hasKey(child));
        admin().put(tag).then().statusCode(201);
        admin().get(tag).then().statusCode(204);
        admin().get("/v3/projects?tags=blue").then().body("projects.id", contains(child));
        admin().delete(tag).then().statusCode(204);
        admin().get(tag).then().statusCode(404);
        admin().body(Map.of("tags", new String[] {"a", "b"}))
                .put("/v3/projects/" + child + "/tags")
                .then()
                .statusCode(200)
                .body("tags", contains("a", "b"));
    }

    @Test
    void aDomainIsAProjectTooAndTakesAllItHoldsAlong() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String project = create("project", Map.of("name", newName("p"), "domain_id", domain));
        String user = create("user", Map.of("name", newName("u"), "domain_id", domain, "password", "p"));

        admin().get("/v3/projects/" + domain).then().body("project.is_domain", equalTo(true));
        admin().get("/v3/users?domain_id=" + domain).then().body("users.id", contains(user));
        admin().delete("/v3/domains/" + domain).then().statusCode(403);
        admin().body(Map.of("domain", Map.of("enabled", false)))
                .patch("/v3/domains/" + domain)
                .then()
                .statusCode(200);
        logIn(userById(user, "p"), null).then().statusCode(401);
        admin().delete("/v3/domains/" + domain).then().statusCode(204);
        for (String gone : new String[] {"domains/" + domain, "projects/" + project, "users/" + user}) {
            admin().get("/v3/" + gone).then().statusCode(404);
        }
    }

    @Test
    void aProjectThatIsToBeADomainIsOneAndLeavesAsOne() {
        String name = newName("domain");
        String domain = create("project", Map.of("name", name, "is_domain", true));

        admin().get("/v3/domains/" + domain).then().statusCode(200).body("domain.name", equalTo(name));
        admin().body(Map.of("project", Map.of("name", newName("p"), "is_domain", true, "domain_id", "default")))
                .post("/v3/projects")
                .then()
                .statusCode(400)
                .body("error.message", containsString("is_domain"));
        admin().body(Map.of("project", Map.of("is_domain", false)))
                .patch("/v3/projects/" + domain)
                .then()
                .statusCode(400);
        admin().delete("/v3/projects/" + domain).then().statusCode(403);
        admin().body(Map.of("project", Map.of("enabled", false)))
                .patch("/v3/projects/" + domain)
                .then()
                .statusCode(200);
        admin().delete("/v3/projects/" + domain).then().statusCode(204);
        admin().get("/v3/domains/" + domain).then().statusCode(404);
    }

    @Test
    void aRoleOfAllDomainsCannotImplyThatOfOne() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String ofDomain = create("role", Map.of("name", newName("role"), "domain_id", domain));
        String ofAll = create("role", Map.of("name", newName("role")));

        admin().put("/v3/roles/" + ofAll + "/implies/" + ofDomain).then().statusCode(403);
        admin().put("/v3/roles/" + ofDomain + "/implies/" + ofAll).then().statusCode(201);
    }

    @Test
    void aRegionMayBePutUnderAnIdOfOnesOwn() {
        String id = newName("region");

        admin().body(Map.of("region", Map.of("description", "north")))
                .put("/v3/regions/" + id)
                .then()
                .statusCode(201)
                .body("region.id", equalTo(id))
                .body("region.description", equalTo("north"));
        admin().body(Map.of("region", Map.of("id", "other")))
                .put("/v3/regions/" + newName("region"))
                .then()
                .statusCode(400);
        admin().body(Map.of("region", Map.of())).put("/v3/regions/" + id).then().statusCode(409);
        admin().delete("/v3/regions/" + id).then().statusCode(204);
    }

    @Test
    void rolesAreGivenSeenAndTakenAway() {
        String user = newUser("p");
        String project = newProject();
        String grant = "/v3/projects/" + project + "/users/" + user + "/roles/" + role("member");

        admin().head(grant).then().statusCode(404);
        admin().put(grant).then().statusCode(204);
        admin().put(grant).then().statusCode(204);
        admin().head(grant).then().statusCode(204);
        admin().get("/v3/projects/" + project + "/users/" + user + "/roles")
                .then()
                .body("roles.name", contains("member"));
        admin().get("/v3/role_assignments?include_names&user.id=" + user)
                .then()
                .body("role_assignments", hasSize(1))
                .body("role_assignments[0].role.name", equalTo("member"))
                .body("role_assignments[0].scope.project.domain.name", equalTo("Default"))
                .body("role_assignments[0].links.assignment", containsString(grant));
        admin().get("/v3/role_assignments?effective&user.id=" + user)
                .then()
                .body("role_assignments.role.id", hasItems(role("member"), role("reader")));
        admin().delete(grant).then().statusCode(204);
        admin().delete(grant).then().statusCode(404);
    }

    @Test
    void aRoleIsGivenToNobodyAndNowhereAndNoneOfThemIs404() {
        String user = newUser("p");
        String project = newProject();
        String role = role("member");
        for (String path : new String[] {
            "/v3/projects/" + project + "/users/" + user + "/roles/gone",
            "/v3/projects/" + project + "/users/0123456789abcdef0123456789abcdef/roles/" + role,
            "/v3/projects/gone/users/" + user + "/roles/" + role
        }) {
            admin().put(path).then().statusCode(404).body("error.message", containsString("Could not find"));
        }
    }

    @Test
    void aGroupGivesItsRolesToItsMembers() {
        String group = create("group", Map.of("name", newName("group"), "domain_id", DEFAULT));
        String user = newUser("p");
        String project = newProject();
        admin().put("/v3/projects/" + project + "/groups/" + group + "/roles/" + role("reader"))
                .then()
                .statusCode(204);
        logIn(userById(user, "p"), project(project)).then().statusCode(401);

        admin().put("/v3/groups/" + group + "/users/" + user).then().statusCode(204);

        String token = tokenOf(logIn(userById(user, "p"), project(project)));
        admin().head("/v3/groups/" + group + "/users/" + user).then().statusCode(204);
        admin().get("/v3/groups/" + group + "/users").then().body("users.id", contains(user));
        admin().get("/v3/users/" + user + "/groups").then().body("groups.id", contains(group));
        admin().delete("/v3/groups/" + group + "/users/" + user).then().statusCode(204);
        look(token).then().statusCode(404);
        logIn(userById(user, "p"), project(project)).then().statusCode(401);
    }

    @Test
    void whatADomainInheritsCountsOnItsProjects() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String project = create("project", Map.of("name", newName("p"), "domain_id", domain));
        String user = newUser("p");

        admin().put("/v3/OS-INHERIT/domains/" + domain + "/users/" + user + "/roles/" + role("member")
                        + "/inherited_to_projects")
                .then()
                .statusCode(204);

        logIn(userById(user, "p"), project(project)).then().statusCode(201);
        logIn(userById(user, "p"), Map.of("domain", Map.of("id", domain)))
                .then()
                .statusCode(401);
    }

    @Test
    void aRoleMayImplyAnotherButNeverTheAdministrators() {
        String role = create("role", Map.of("name", newName("role")));
        String implied = "/v3/roles/" + role + "/implies/" + role("reader");

        admin().put(implied).then().statusCode(201).body("role_inference.implies.name", equalTo("reader"));
        admin().get("/v3/role_inferences").then().body("role_inferences.prior_role.id", hasItem(role));
        admin().put("/v3/roles/" + role + "/implies/" + role("admin")).then().statusCode(403);
        admin().delete(implied).then().statusCode(204);
        admin().head(implied).then().statusCode(404);
        admin().delete("/v3/roles/" + role).then().statusCode(204);
    }

    @Test
    void theCatalogIsKeptAndShownInTokens() {
        String service = create("service", Map.of("type", "volume", "name", newName("cinder")));
        String endpoint = create(
                "endpoint",
                Map.of(
                        "service_id",
                        service,
                        "interface",
                        "public",
                        "url",
                        "http://v/$(project_id)s",
                        "region_id",
                        "RegionOne"));

        admin().get("/v3/auth/catalog")
                .then()
                .body("catalog.find { it.id == '" + service + "' }.endpoints.url", everyItem(not(containsString("$"))));
        admin().body(Map.of("endpoint", Map.of("enabled", "False")))
                .patch("/v3/endpoints/" + endpoint)
                .then()
                .statusCode(400);
        admin().delete("/v3/services/" + service).then().statusCode(204);
        admin().get("/v3/endpoints/" + endpoint).then().statusCode(404);
    }

    @Test
    void aRegionTakesThoseBelowItAlongUnlessTheyAreInUse() {
        String region = create("region", Map.of("id", newName("region")));
        String below = create("region", Map.of("parent_region_id", region));

        admin().body(Map.of("region", Map.of("id", region)))
                .post("/v3/regions")
                .then()
                .statusCode(409);
        admin().delete("/v3/regions/RegionOne").then().statusCode(403);
        admin().delete("/v3/regions/" + region).then().statusCode(204);
        admin().get("/v3/regions/" + below).then().statusCode(404);
    }

    @Test
    void whatIsNotThereSaysSoInKeystonesDialect() {
        admin().get("/v3/users/nobody")
                .then()
                .statusCode(404)
                .body("error.message", equalTo("Could not find user: nobody."))
                .body("error.title", equalTo("Not Found"));
        admin().get("/v3/no-such-thing").then().statusCode(404).body("error.code", equalTo(404));
        admin().get("/v3/credentials").then().statusCode(501).body("error.message", containsString("not implemented"));
    }

    @Test
    void aRequestThatIsRepeatedWithItsKeyMakesOneOfThem() {
        for (String kind : new String[] {"user", "project", "role"}) {
            String key = newName("key");
            Map<String, Object> body = Map.of(kind, Map.of("name", newName("once"), "description", "d"));
            String id = repeatable(key)
                    .body(body)
                    .post("/v3/" + kind + "s")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path(kind + ".id");

            repeatable(key)
                    .body(body)
                    .post("/v3/" + kind + "s")
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", equalTo("true"))
                    .body(kind + ".id", equalTo(id));
            repeatable(key)
                    .body(Map.of(kind, Map.of("name", newName("other"))))
                    .post("/v3/" + kind + "s")
                    .then()
                    .statusCode(422)
                    .body("error.message", containsString("Idempotency-Key"));
        }
    }

    private static RequestSpecification repeatable(String key) {
        return admin().header("Idempotency-Key", key);
    }
}
