package io.caelum.launcher.cloud;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * Who logs in where.
 *
 * @param gateway without a slash at its end
 * @param userDomain {@code {"name": ...}} or {@code {"id": ...}}
 */
public record CloudLogin(
        String gateway,
        String user,
        Map<String, String> userDomain,
        String password,
        String project,
        Map<String, String> projectDomain) {

    private static final String IDENTITY = "/identity";

    /** A user of the stack on this machine, in the project of the same name. */
    public static CloudLogin of(CloudUser user, Home home) {
        var domain = Map.of("id", "default");
        return new CloudLogin(
                Settings.read(home).ports().gatewayUrl(),
                user.userName(),
                domain,
                user.password(home),
                user.userName(),
                domain);
    }

    /** As the OS_* variables of OpenStack's clients say it; empty where they name no cloud. */
    public static Optional<CloudLogin> of(Map<String, String> variables) {
        if (!variables.containsKey("OS_AUTH_URL")) {
            return Optional.empty();
        }
        return Optional.of(new CloudLogin(
                gateway(variables.get("OS_AUTH_URL")),
                require(variables, "OS_USERNAME"),
                domain(variables, "OS_USER_DOMAIN"),
                require(variables, "OS_PASSWORD"),
                require(variables, "OS_PROJECT_NAME"),
                domain(variables, "OS_PROJECT_DOMAIN")));
    }

    private static String gateway(String authUrl) {
        String bare = authUrl.replaceAll("(/v3)?/*$", "");
        if (!bare.endsWith(IDENTITY)) {
            throw new Trouble(
                    "OS_AUTH_URL is %s, which is not the address of a Caelum: that ends in %s/v3"
                            .formatted(authUrl, IDENTITY),
                    "eval \"$(deploy/stack env admin)\" sets it for the stack on this machine");
        }
        return bare.substring(0, bare.length() - IDENTITY.length());
    }

    private static String require(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new Trouble(
                    "OS_AUTH_URL is set, but " + name + " is not",
                    "set all of them, or none for the stack on this machine");
        }
        return value;
    }

    private static Map<String, String> domain(Map<String, String> variables, String prefix) {
        String id = variables.get(prefix + "_ID");
        return id != null ? Map.of("id", id) : Map.of("name", variables.getOrDefault(prefix + "_NAME", "Default"));
    }

    Map<String, ?> body() {
        return Map.of(
                "auth",
                Map.of(
                        "identity",
                        Map.of(
                                "methods",
                                new String[] {"password"},
                                "password",
                                Map.of("user", Map.of("name", user, "domain", userDomain, "password", password))),
                        "scope",
                        Map.of("project", Map.of("name", project, "domain", projectDomain))));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " in " + project + " at " + gateway;
    }
}
