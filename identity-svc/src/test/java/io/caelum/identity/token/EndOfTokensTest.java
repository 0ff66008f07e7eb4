package io.caelum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.identity.IdentityServiceTest;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.identity.IdentityRpc;
import io.caelum.platform.contract.identity.TokenTrust;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a token ends it before the answer to the request that is the reason. */
@QuarkusTest
class EndOfTokensTest extends IdentityServiceTest {

    private final String project = newName("project");
    private String user;

    @Inject
    Bus bus;

    private String logInAsSomebody() {
        String id = create("project", Map.of("name", project));
        user = newUser("old password");
        give("member", user, id);
        return tokenOf(logIn(userById(user, "old password"), project(id)));
    }

    private String projectId() {
        return admin().get("/v3/projects?name=" + project).path("projects[0].id");
    }

    private static void assertDead(String token) {
        as(token).get("/v3/auth/projects").then().statusCode(401);
        look(token).then().statusCode(404);
    }

    @Test
    void changingOnesPasswordEndsThemAndTheOldPassword() {
        String token = logInAsSomebody();

        as(token)
                .body(Map.of("user", Map.of("original_password", "old password", "password", "new")))
                .post("/v3/users/" + user + "/password")
                .then()
                .statusCode(204);

        assertDead(token);
        logIn(userById(user, "old password"), null).then().statusCode(401);
        logIn(userById(user, "new"), null).then().statusCode(201);
    }

    @Test
    void aWrongOriginalPasswordChangesNothing() {
        String token = logInAsSomebody();

        as(token)
                .body(Map.of("user", Map.of("original_password", "guess", "password", "new")))
                .post("/v3/users/" + user + "/password")
                .then()
                .statusCode(401);

        look(token).then().statusCode(200);
    }

    @Test
    void aPasswordSetByAnAdministratorEndsThem() {
        String token = logInAsSomebody();

        admin().body(Map.of("user", Map.of("password", "new")))
                .patch("/v3/users/" + user)
                .then()
                .statusCode(200);

        assertDead(token);
        logIn(userById(user, "old password"), null).then().statusCode(401);
    }

    @Test
    void disablingTheUserEndsThemAndNoLogInFollows() {
        String token = logInAsSomebody();

        admin().body(Map.of("user", Map.of("enabled", false)))
                .patch("/v3/users/" + user)
                .then()
                .statusCode(200);

        assertDead(token);
        logIn(userById(user, "old password"), null).then().statusCode(401);
    }

    @Test
    void deletingTheUserEndsThem() {
        String token = logInAsSomebody();

        admin().delete("/v3/users/" + user).then().statusCode(204);

        assertDead(token);
        admin().get("/v3/users/" + user).then().statusCode(404);
        logIn(userById(user, "old password"), null).then().statusCode(401);
    }

    @Test
    void takingTheRoleAwayEndsThem() {
        String token = logInAsSomebody();
        String id = projectId();

        admin().delete("/v3/projects/" + id + "/users/" + user + "/roles/" + role("member"))
                .then()
                .statusCode(204);

        assertDead(token);
        logIn(userById(user, "old password"), project(id)).then().statusCode(401);
    }

    @Test
    void disablingOrDeletingTheProjectEndsThem() {
        String token = logInAsSomebody();
        String id = projectId();

        admin().body(Map.of("project", Map.of("enabled", false)))
                .patch("/v3/projects/" + id)
                .then()
                .statusCode(200);

        assertDead(token);
        logIn(userById(user, "old password"), project(id)).then().statusCode(401);
        admin().delete("/v3/projects/" + id).then().statusCode(204);
        admin().get("/v3/projects/" + id).then().statusCode(404);
    }

    @Test
    void aNewTokenAfterThatIsGood() {
        String token = logInAsSomebody();
        String id = projectId();
        admin().delete("/v3/projects/" + id + "/users/" + user + "/roles/" + role("member"));
        give("reader", user, id);

        String next = tokenOf(logIn(userById(user, "old password"), project(id)));

        assertDead(token);
        look(next).then().statusCode(200);
    }

    @Test
    void otherServicesAreToldTheKeysAndWhatWasRevoked() {
        String token = logInAsSomebody();
        admin().delete("/v3/users/" + user);
        var identity = bus.client(IdentityRpc.class);

        await().ignoreExceptions().untilAsserted(() -> {
            TokenTrust trust = VertxContextSupport.subscribeAndAwait(identity::tokenTrust);
            assertThat(trust.keys()).hasSize(1).first().asString().doesNotContain("\"d\"");
            assertThat(trust.revocations())
                    .anySatisfy(revocation -> assertThat(revocation.userId()).isEqualTo(Optional.of(user)));
        });
        assertDead(token);
    }
}
