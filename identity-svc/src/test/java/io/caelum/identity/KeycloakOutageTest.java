package io.caelum.identity;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeycloakOutageTest extends IdentityServiceTest {

    @AfterEach
    void mend() {
        WithCuttableKeycloak.mend();
        await().ignoreExceptions()
                .until(() -> logIn(userById(newUser("p"), "p"), null).statusCode() == 201);
    }

    @Test
    void withoutKeycloakNewLogInsAreSentAwayWhileTokensGoOnWorking() {
        String token = adminToken();

        WithCuttableKeycloak.cut();

        logIn(user("demo", "some password"), null)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("error.message", containsString("Keycloak"));
        as(token).get("/v3/auth/projects").then().statusCode(200);
        as(token).header("X-Subject-Token", token).get("/v3/auth/tokens").then().statusCode(200);
        exchange(token, projectNamed("admin")).then().statusCode(201);
        as(token)
                .body(Map.of("user", Map.of("name", "x")))
                .post("/v3/users")
                .then()
                .statusCode(503);
    }
}
