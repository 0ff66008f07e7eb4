package io.caelum.identity.federation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.caelum.identity.IdentityServiceTest;
import io.caelum.identity.keycloak.DashboardClient;
import io.caelum.testkit.TestKeycloak;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Users who log in at Keycloak's own page, as the dashboard has them do. */
@QuarkusTest
class FederatedLogInTest extends IdentityServiceTest {

    private static final String KEYCLOAK = "/v3/OS-FEDERATION/identity_providers/keycloak";
    private static final String AUTH = KEYCLOAK + "/protocols/openid/auth";
    private static final String PASSWORD = "a password";

    @Inject
    DashboardClient client;

    @ConfigProperty(name = "caelum.keycloak.client-secret")
    String secret;

    private final String name = newName("user");
    private String id;

    private Browser browser() {
        Response known = given().get(KEYCLOAK);
        return Browser.at(
                known.path("identity_provider.openid.issuer"), known.path("identity_provider.openid.client_id"));
    }

    /** The access token of a new user. */
    private String arrive() {
        id = create("user", Map.of("name", name, "domain_id", DEFAULT, "password", PASSWORD));
        return browser().logIn(name, PASSWORD);
    }

    private static Response exchangeAtKeystone(String accessToken) {
        return given().header("Authorization", "Bearer " + accessToken).post(AUTH);
    }

    private static void assertRefused(Response answer) {
        answer.then()
                .statusCode(401)
                .header("X-Subject-Token", nullValue())
                .body("error.message", equalTo("The request you have made requires authentication."));
    }

    @Test
    void whoLoggedInAtKeycloakGetsATokenWithoutScopeAndFromItOneOfAProject() {
        String accessToken = arrive();
        String project = newProject();
        give("member", id, project);

        Response arrived = exchangeAtKeystone(accessToken);

        arrived.then()
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("token.methods", contains("openid"))
                .body("token.user.id", equalTo(id))
                .body("token.user.name", equalTo(name))
                .body("token", not(hasKey("roles")))
                .body("token", not(hasKey("project")));
        String token = tokenOf(arrived);
        for (String list : List.of("/v3/auth/projects", "/v3/OS-FEDERATION/projects")) {
            as(token).get(list).then().statusCode(200).body("projects.id", contains(project));
        }
        for (String list : List.of("/v3/auth/domains", "/v3/OS-FEDERATION/domains")) {
            as(token).get(list).then().statusCode(200).body("domains", empty());
        }
        exchange(token, project(project))
                .then()
                .statusCode(201)
                .body("token.methods", contains("token", "openid"))
                .body("token.roles.name", contains("member", "reader"))
                .body("token.audit_ids[1]", equalTo(arrived.path("token.audit_ids[0]")))
                .body("token.expires_at", equalTo(arrived.path("token.expires_at")));
        exchange(token, projectNamed("admin")).then().statusCode(401);
    }

    @Test
    void theDocumentThatThePageStartsFromIsForEverybodyAndTheOthersAreNot() {
        String member = tokenOf(logIn(user("demo", "the demo user's password"), projectNamed("demo")));

        given().get(KEYCLOAK)
                .then()
                .statusCode(200)
                .body("identity_provider.id", equalTo("keycloak"))
                .body("identity_provider.openid.client_id", equalTo("caelum-dashboard"))
                .body("identity_provider.remote_ids", contains(notNullValue()))
                .body("identity_provider.links.self", containsString(KEYCLOAK));
        given().get("/v3/OS-FEDERATION/identity_providers/other").then().statusCode(404);
        for (String document : List.of(
                "identity_providers",
                "identity_providers/keycloak/protocols",
                "identity_providers/keycloak/protocols/openid",
                "mappings",
                "mappings/keycloak")) {
            given().get("/v3/OS-FEDERATION/" + document).then().statusCode(401);
            as(member).get("/v3/OS-FEDERATION/" + document).then().statusCode(403);
            admin().get("/v3/OS-FEDERATION/" + document)
                    .then()
                    .statusCode(200)
                    .body(containsString("/OS-FEDERATION/" + document));
        }
        admin().get("/v3/OS-FEDERATION/mappings/other").then().statusCode(404);
        admin().get(KEYCLOAK + "/protocols/saml2").then().statusCode(404);
    }

    @Test
    void whatIsNotThereSaysSo() {
        admin().body(Map.of("identity_provider", Map.of()))
                .put("/v3/OS-FEDERATION/identity_providers/google")
                .then()
                .statusCode(501)
                .body("error.message", containsString("not implemented"));
        admin().delete(KEYCLOAK).then().statusCode(501);
        admin().get("/v3/OS-FEDERATION/service_providers").then().statusCode(501);
        admin().get("/v3/auth/OS-FEDERATION/websso/openid").then().statusCode(501);
        given().header("Authorization", "Bearer x")
                .post(KEYCLOAK + "/protocols/saml2/auth")
                .then()
                .statusCode(404);
    }

    @Test
    void keycloakSendsUsersToOurPageOnlyAndOnlyWithProofOfKeyExchange() {
        Browser browser = browser();

        assertThat(Browser.parameter(
                        browser.authorize(Map.of("code_challenge", "", "code_challenge_method", "")), "error"))
                .isEqualTo("invalid_request");
        assertThat(Browser.parameter(browser.authorize(Map.of("code_challenge_method", "plain")), "error"))
                .isEqualTo("invalid_request");
        assertThat(Browser.parameter(browser.authorize(Map.of("response_type", "token")), "error"))
                .isEqualTo("unauthorized_client");
        browser.authorize(Map.of("redirect_uri", "http://evil.example/dashboard/"))
                .then()
                .statusCode(400);
        browser.authorize(Map.of("redirect_uri", "http://127.0.0.1:8780/elsewhere"))
                .then()
                .statusCode(400);
        browser.token(Map.of("grant_type", "password", "username", "admin", "password", "x"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void aStolenCodeIsWorthNothingAndThePagesOriginMayReadTheAnswer() {
        Browser browser = browser();
        create("user", Map.of("name", name, "domain_id", DEFAULT, "password", PASSWORD));

        browser.redeem(browser.code(name, PASSWORD), "another verifier, which is forty-three characters long")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        browser.redeem(browser.code(name, PASSWORD), browser.verifier())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("http://127.0.0.1:8780"));
    }

    @Test
    void theClientFollowsThePublicAddress() throws Throwable {
        try {
            for (int twice = 0; twice < 2; twice++) {
                VertxContextSupport.subscribeAndAwait(() -> client.serveAt("https://cloud.example:8443"));
            }

            browser()
                    .authorize(Map.of("redirect_uri", "https://cloud.example:8443/dashboard/traces"))
                    .then()
                    .statusCode(200);
            browser().authorize(Map.of()).then().statusCode(400);
        } finally {
            VertxContextSupport.subscribeAndAwait(() -> client.serveAt("http://127.0.0.1:8780"));
        }
        browser().authorize(Map.of()).then().statusCode(200);
    }

    @Test
    void whatIsNoAccessTokenForUsIsRefused() throws JoseException {
        Browser browser = browser();
        id = create("user", Map.of("name", name, "domain_id", DEFAULT, "password", PASSWORD));
        Response given = browser.redeem(browser.code(name, PASSWORD), browser.verifier());
        String good = given.path("access_token");
        String ofOtherClient = given().contentType("application/x-www-form-urlencoded")
                .formParams(Map.of(
                        "client_id", "caelum-identity",
                        "client_secret", secret,
                        "grant_type", "password",
                        "username", name,
                        "password", PASSWORD))
                .post(issuer() + "/protocol/openid-connect/token")
                .path("access_token");

        exchangeAtKeystone(good).then().statusCode(201);
        for (String other : List.of(
                "",
                "no token",
                "a.b.c",
                given.<String>path("id_token"),
                given.<String>path("refresh_token"),
                ofOtherClient,
                adminToken(),
                good.substring(0, good.length() - 10),
                good + "A",
                ofSomebodyElse(good),
                signedByOurselves(good, keyId(good)),
                signedByOurselves(good, "unknown"),
                "x".repeat(7_000))) {
            assertRefused(exchangeAtKeystone(other));
        }
        assertRefused(given().post(AUTH));
        assertRefused(given().header("Authorization", "Basic " + good).post(AUTH));
        assertRefused(given().header("X-Auth-Token", adminToken()).post(AUTH));
    }

    @Test
    void aTokenOfAnotherRealmIsRefused() throws Exception {
        try (var realm = TestKeycloak.freshRealm()) {
            String issuer = realm.url() + "/realms/" + realm.realm().name();
            String service = given().contentType("application/x-www-form-urlencoded")
                    .formParams(Map.of(
                            "client_id", "caelum-identity",
                            "client_secret", realm.realm().clientSecret(),
                            "grant_type", "client_credentials"))
                    .post(issuer + "/protocol/openid-connect/token")
                    .path("access_token");

            assertThat(service).isNotNull();
            assertRefused(exchangeAtKeystone(service));
        }
    }

    @Test
    void aDisabledUserDoesNotGetInWithATokenFromBefore() {
        String accessToken = arrive();

        admin().body(Map.of("user", Map.of("enabled", false)))
                .patch("/v3/users/" + id)
                .then()
                .statusCode(200);

        assertRefused(exchangeAtKeystone(accessToken));
    }

    @Test
    void aUserWhoIsGoneDoesNotGetInWithATokenFromBefore() {
        String accessToken = arrive();

        admin().delete("/v3/users/" + id).then().statusCode(204);

        assertRefused(exchangeAtKeystone(accessToken));
    }

    @Test
    void aChangedPasswordEndsLogInsAtKeycloakToo() {
        Browser browser = browser();
        id = create("user", Map.of("name", name, "domain_id", DEFAULT, "password", PASSWORD));
        Response before = browser.redeem(browser.code(name, PASSWORD), browser.verifier());
        before.then().statusCode(200);

        admin().body(Map.of("user", Map.of("password", "another")))
                .patch("/v3/users/" + id)
                .then()
                .statusCode(200);

        assertRefused(exchangeAtKeystone(before.path("access_token")));
        browser.token(Map.of("grant_type", "refresh_token", "refresh_token", before.path("refresh_token")))
                .then()
                .statusCode(400);
        // Keycloak counts in seconds, and a token of the second in which the password changed is refused
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        exchangeAtKeystone(browser().logIn(name, "another")).statusCode() == 201);
    }

    private static String issuer() {
        return given().get(KEYCLOAK).path("identity_provider.openid.issuer");
    }

    private static String keyId(String token) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        return jws.getKeyIdHeaderValue();
    }

    /** The same claims under a key that Keycloak does not have. */
    private static String signedByOurselves(String token, String keyId) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(keyId);
        jws.setKey(key.getPrivateKey());
        jws.setPayloadBytes(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        return jws.getCompactSerialization();
    }

    /** The user's id replaced, the signature left. */
    private static String ofSomebodyElse(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = claims.replaceFirst("\"sub\":\"[^\"]+\"", "\"sub\":\"" + UUID.randomUUID() + "\"");
        assertThat(changed).isNotEqualTo(claims);
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
    }
}
