package io.caelum.bench.cloud;

import io.caelum.launcher.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who logs in where, as the OS_* variables of OpenStack's clients say it.
 *
 * @param authUrl of the identity service, with /v3
 * @param userDomain {@code {"name": ...}} or {@code {"id": ...}}
 * @param face which of a service's addresses is used: public, internal or admin
 */
public record Credentials(
        String authUrl,
        String user,
        Map<String, String> userDomain,
        String password,
        String project,
        Map<String, String> projectDomain,
        Optional<String> region,
        String face) {

    /** Empty where no cloud is named at all. */
    public static Optional<Credentials> of(Map<String, String> variables) {
        if (!variables.containsKey("OS_AUTH_URL")) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(
                withVersion(variables.get("OS_AUTH_URL")),
                require(variables, "OS_USERNAME"),
                domain(variables, "OS_USER_DOMAIN"),
                require(variables, "OS_PASSWORD"),
                require(variables, "OS_PROJECT_NAME"),
                domain(variables, "OS_PROJECT_DOMAIN"),
                Optional.ofNullable(variables.get("OS_REGION_NAME")),
                variables.getOrDefault("OS_INTERFACE", "public").replace("URL", "")));
    }

    private static String require(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new Trouble(
                    "OS_AUTH_URL is set, but " + name + " is not",
                    "set all of them, or none to measure the stack on this machine");
        }
        return value;
    }

    private static String withVersion(String url) {
        String bare = url.replaceAll("/+$", "");
        return bare.endsWith("/v3") ? bare : bare + "/v3";
    }

    private static Map<String, String> domain(Map<String, String> variables, String prefix) {
        String id = variables.get(prefix + "_ID");
        return id != null ? Map.of("id", id) : Map.of("name", variables.getOrDefault(prefix + "_NAME", "Default"));
    }

    Map<String, Object> byPassword() {
        return logIn("password", Map.of("user", Map.of("name", user, "domain", userDomain, "password", password)));
    }

    Map<String, Object> byToken(String token) {
        return logIn("token", Map.of("id", token));
    }

    private Map<String, Object> logIn(String method, Map<String, ?> proof) {
        var identity = new LinkedHashMap<String, Object>();
        identity.put("methods", new String[] {method});
        identity.put(method, proof);
        return Map.of(
                "auth",
                Map.of(
                        "identity",
                        identity,
                        "scope",
                        Map.of("project", Map.of("name", project, "domain", projectDomain))));
    }

    @Override
    public String toString() {
        return user + " in " + project + " at " + authUrl;
    }
}
