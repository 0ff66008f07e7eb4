package io.caelum.identity.federation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does when the dashboard's page logs its user in: authorization code with PKCE. */
final class Browser {

    static final String PAGE = "http://127.0.0.1:8780/dashboard/";

    private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

    private final String client;
    private final Map<String, String> endpoints;
    private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();

    private Browser(String issuer, String client) {
        this.client = client;
        endpoints = given().get(issuer + "/.well-known/openid-configuration")
                .jsonPath()
                .getMap("");
    }

    static Browser at(String issuer, String client) {
        return new Browser(issuer, client);
    }

    /** Asks for a code with what a good page says, changed as told; an empty text leaves a parameter out. */
    Response authorize(Map<String, String> changes) {
        var question = new HashMap<String, String>(Map.of(
                "client_id", client,
                "response_type", "code",
                "scope", "openid",
                "state", "state",
                "redirect_uri", PAGE,
                "code_challenge", challenge(),
                "code_challenge_method", "S256"));
        question.putAll(changes);
        question.values().removeIf(String::isEmpty);
        return given().redirects().follow(false).queryParams(question).get(endpoints.get("authorization_endpoint"));
    }

    /** The access token among what Keycloak gives for the code. */
    String logIn(String user, String password) {
        return redeem(code(user, password), verifier)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Everything that Keycloak gives for the code. */
    Response redeem(String code, String verifier) {
        return token(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", PAGE, "code_verifier", verifier));
    }

    String verifier() {
        return verifier;
    }

    Response token(Map<String, String> form) {
        return given().header("Origin", origin(PAGE))
                .contentType("application/x-www-form-urlencoded")
                .formParam("client_id", client)
                .formParams(form)
                .post(endpoints.get("token_endpoint"));
    }

    String code(String user, String password) {
        Response page = authorize(Map.of());
        page.then().statusCode(200);
        Matcher form = FORM.matcher(page.asString());
        assertThat(form.find()).as("there is a form to log in").isTrue();
        Response sent = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(page.getCookies())
                .contentType("application/x-www-form-urlencoded")
                .body("username=" + encoded(user) + "&password=" + encoded(password))
                .post(form.group(1).replace("&amp;", "&"));
        sent.then().statusCode(302);
        return parameter(sent, "code");
    }

    /** One that Keycloak sends to the page in the query of a redirection, or in the fragment. */
    static String parameter(Response redirection, String name) {
        String address = redirection.header("Location");
        assertThat(address).startsWith(PAGE);
        for (String pair : address.substring(PAGE.length() + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no " + name + " in " + address);
    }

    private static String origin(String page) {
        return page.substring(0, page.indexOf('/', "http://".length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
