package io.caelum.identity.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.fault.Fault;
import org.jspecify.annotations.Nullable;

/** What a token is asked for. */
sealed interface Scope {

    /** Nothing was said: the user's default project if they have a role there. */
    record Unstated() implements Scope {}

    record Unscoped() implements Scope {}

    record ToSystem() implements Scope {}

    record ToDomain(DomainRef domain) implements Scope {}

    /** By id, or by name in a domain. */
    record ToProject(
            @Nullable String id,
            @Nullable String name,
            @Nullable DomainRef domain) implements Scope {}

    /** A domain by id or name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record DomainRef(@Nullable String id, @Nullable String name) {
        boolean isEmpty() {
            return id == null && name == null;
        }
    }

    /** Reads the {@code scope} of a log-in; null if there is none. */
    static Scope of(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return new Unstated();
        }
        if (json.isTextual() && json.asText().equals("unscoped")) {
            return new Unscoped();
        }
        if (!json.isObject() || json.size() != 1) {
            throw Fault.badRequest("Invalid input for field 'scope': it must be \"unscoped\" or an object with exactly"
                    + " one of project, domain and system.");
        }
        String kind = json.fieldNames().next();
        JsonNode value = json.get(kind);
        return switch (kind) {
            case "project" -> project(value);
            case "domain" -> new ToDomain(required(domain(value), "scope.domain"));
            case "system" -> system(value);
            case "unscoped" -> new Unscoped();
            case "OS-TRUST:trust" ->
                throw Fault.notImplemented("Trusts are not implemented: ask for a token of a project or domain.");
            default -> throw Fault.badRequest("Invalid input for field 'scope': unknown kind '%s'.".formatted(kind));
        };
    }

    private static Scope project(JsonNode value) {
        String id = text(value, "id");
        if (id != null) {
            return new ToProject(id, null, null);
        }
        String name = text(value, "name");
        if (name == null) {
            throw Fault.badRequest("Invalid input for field 'scope.project': it needs an id, or a name and a domain.");
        }
        return new ToProject(null, name, required(domain(value.path("domain")), "scope.project.domain"));
    }

    private static Scope system(JsonNode value) {
        if (!value.path("all").asBoolean(false)) {
            throw Fault.badRequest("Invalid input for field 'scope.system': it must be {\"all\": true}.");
        }
        return new ToSystem();
    }

    private static DomainRef domain(JsonNode value) {
        return new DomainRef(text(value, "id"), text(value, "name"));
    }

    private static DomainRef required(DomainRef domain, String field) {
        if (domain.isEmpty()) {
            throw Fault.badRequest("Invalid input for field '%s': it needs an id or a name.".formatted(field));
        }
        return domain;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
