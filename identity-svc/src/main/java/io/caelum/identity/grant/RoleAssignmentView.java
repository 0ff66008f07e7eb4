package io.caelum.identity.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An assignment as clients see it. */
@KeystoneJson
record RoleAssignmentView(
        Thing role, @Nullable Thing user, @Nullable Thing group, Scope scope, Where links) {

    /** Its name and domain only if they are asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Thing(String id, @Nullable String name, @Nullable Thing domain) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scope(
            @Nullable Thing project,
            @Nullable Thing domain,
            @Nullable System system,

            @JsonProperty("OS-INHERIT:inherited_to") @Nullable
            String inheritedTo) {}

    record System(boolean all) {}

    /** Where the assignment itself is found, and what it came of. */
    @KeystoneJson
    record Where(
            String assignment,
            @Nullable String membership,
            @Nullable String priorRole) {}

    @KeystoneJson
    record Many(List<RoleAssignmentView> roleAssignments, Links.Whole links) {}

    static RoleAssignmentView of(EffectiveGrants.Derived derived, Names names, Links links) {
        Grant grant = derived.grant();
        Thing actor =
                grant.actorKind() == Grant.Actor.USER ? names.user(grant.actorId()) : names.group(grant.actorId());
        return new RoleAssignmentView(
                names.role(grant.roleId()),
                grant.actorKind() == Grant.Actor.USER ? actor : null,
                grant.actorKind() == Grant.Actor.GROUP ? actor : null,
                scope(derived, names),
                where(derived, links));
    }

    private static Scope scope(EffectiveGrants.Derived derived, Names names) {
        Grant grant = derived.grant();
        boolean inherits = grant.inherited() || derived.source().isPresent();
        return new Scope(
                grant.targetKind() == Grant.Target.PROJECT ? names.project(grant.targetId()) : null,
                grant.targetKind() == Grant.Target.DOMAIN ? names.domain(grant.targetId()) : null,
                grant.targetKind() == Grant.Target.SYSTEM ? new System(true) : null,
                inherits ? "projects" : null);
    }

    private static Where where(EffectiveGrants.Derived derived, Links links) {
        Grant grant = derived.grant();
        String assigned = derived.priorRole().orElse(grant.roleId());
        Grant stored = derived.source().orElse(grant);
        String actor = derived.group()
                .map(id -> "/groups/" + id)
                .orElse("/" + lower(grant.actorKind()) + "s/" + grant.actorId());
        String place = stored.targetKind() == Grant.Target.SYSTEM
                ? "/system"
                : "/" + lower(stored.targetKind()) + "s/" + stored.targetId();
        String path = place + actor + "/roles/" + assigned;
        return new Where(
                links.v3() + (stored.inherited() ? "/OS-INHERIT" + path + "/inherited_to_projects" : path),
                derived.group()
                        .map(id -> links.v3() + "/groups/" + id + "/users/" + grant.actorId())
                        .orElse(null),
                derived.priorRole().map(id -> links.v3() + "/roles/" + id).orElse(null));
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Finds names, or leaves them out where they are not asked for. */
    interface Names {
        Thing role(String id);

        Thing user(String id);

        Thing group(String id);

        Thing project(String id);

        Thing domain(String id);
    }
}
