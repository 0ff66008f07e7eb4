package io.caelum.identity.grant;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.caelum.identity.IdentityServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user holds by a group ends with what the group has. */
@QuarkusTest
class GroupGrantTest extends IdentityServiceTest {

    private static final Map<String, Object> SYSTEM = Map.of("system", Map.of("all", true));

    private String group;
    private String user;

    @BeforeEach
    void aUserInAGroup() {
        group = create("group", Map.of("name", newName("group"), "domain_id", DEFAULT));
        user = newUser("p");
        join(group);
    }

    private void join(String id) {
        admin().put("/v3/groups/" + id + "/users/" + user).then().statusCode(204);
    }

    private static void add(String grant) {
        admin().put("/v3/" + grant).then().statusCode(204);
    }

    private static void takeAway(String grant) {
        admin().delete("/v3/" + grant).then().statusCode(204);
    }

    private String logInTo(Object scope) {
        return tokenOf(logIn(userById(user, "p"), scope));
    }

    private static void assertDead(String token) {
        as(token).get("/v3/auth/projects").then().statusCode(401);
        look(token).then().statusCode(404);
    }

    @Test
    void onTheSystem() {
        String grant = "system/groups/" + group + "/roles/" + role("reader");
        add(grant);
        String token = logInTo(SYSTEM);

        takeAway(grant);

        assertDead(token);
        logIn(userById(user, "p"), SYSTEM).then().statusCode(401);
    }

    @Test
    void onTheSystemIfTheRoleItselfIsDeleted() {
        String role = create("role", Map.of("name", newName("role")));
        add("system/groups/" + group + "/roles/" + role);
        String token = logInTo(SYSTEM);

        takeAway("roles/" + role);

        assertDead(token);
    }

    @Test
    void onProjectsBelowOne() {
        String parent = newProject();
        String child = create("project", Map.of("name", newName("child"), "parent_id", parent));
        String grant = "OS-INHERIT/projects/" + parent + "/groups/" + group + "/roles/" + role("member")
                + "/inherited_to_projects";
        add(grant);
        String token = logInTo(project(child));

        takeAway(grant);

        assertDead(token);
        logIn(userById(user, "p"), project(child)).then().statusCode(401);
    }

    @Test
    void onProjectsOfADomain() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String project = create("project", Map.of("name", newName("project"), "domain_id", domain));
        String grant = "OS-INHERIT/domains/" + domain + "/groups/" + group + "/roles/" + role("member")
                + "/inherited_to_projects";
        add(grant);
        String token = logInTo(project(project));

        takeAway(grant);

        assertDead(token);
    }

    @Test
    void onAProjectWhereOthersKeepTheirTokens() {
        String project = newProject();
        String grant = "projects/" + project + "/groups/" + group + "/roles/" + role("member");
        add(grant);
        String colleague = newUser("p");
        give("member", colleague, project);
        String token = logInTo(project(project));
        String colleagues = tokenOf(logIn(userById(colleague, "p"), project(project)));

        takeAway(grant);

        assertDead(token);
        look(colleagues).then().statusCode(200);
    }

    @Test
    void onADomainWhereOthersKeepTheirTokens() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String grant = "domains/" + domain + "/groups/" + group + "/roles/" + role("member");
        add(grant);
        String colleague = newUser("p");
        admin().put("/v3/domains/" + domain + "/users/" + colleague + "/roles/" + role("member"));
        Object scope = Map.of("domain", Map.of("id", domain));
        String token = logInTo(scope);
        String colleagues = tokenOf(logIn(userById(colleague, "p"), scope));

        takeAway(grant);

        assertDead(token);
        look(colleagues).then().statusCode(200);
    }

    @Test
    void aDomainGoesWithItsGroupsAndWhatTheyGaveToUsersOfOtherDomains() {
        String domain = create("domain", Map.of("name", newName("domain")));
        String itsGroup = create("group", Map.of("name", newName("group"), "domain_id", domain));
        join(itsGroup);
        String project = newProject();
        add("projects/" + project + "/groups/" + itsGroup + "/roles/" + role("member"));
        String token = logInTo(project(project));
        admin().body(Map.of("domain", Map.of("enabled", false)))
                .patch("/v3/domains/" + domain)
                .then()
                .statusCode(200);
        look(token).then().statusCode(200);

        admin().delete("/v3/domains/" + domain).then().statusCode(204);

        admin().get("/v3/groups/" + itsGroup).then().statusCode(404);
        admin().get("/v3/groups").then().body("groups.id", hasItem(group)).body("groups.id", not(hasItem(itsGroup)));
        assertDead(token);
        admin().get("/v3/role_assignments?scope.project.id=" + project)
                .then()
                .body("role_assignments.size()", equalTo(0));
    }
}
