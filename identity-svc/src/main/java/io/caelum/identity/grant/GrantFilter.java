package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import io.caelum.identity.assignment.Grant.Actor;
import io.caelum.identity.assignment.Grant.Target;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.ListFilter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which assignments a client asks for. */
record GrantFilter(ListFilter query) {

    boolean effective() {
        return query.flag("effective").orElse(false);
    }

    boolean includesNames() {
        return query.flag("include_names").orElse(false);
    }

    /** The project below which everything is wanted as well. */
    Optional<String> subtreeOf() {
        return query.flag("include_subtree").orElse(false) ? query.exact("scope.project.id") : Optional.empty();
    }

    /** @param subtree ids below {@link #subtreeOf} */
    Predicate<Grant> predicate(Set<String> subtree) {
        if (query.exact("user.id").isPresent() && query.exact("group.id").isPresent()) {
            throw Faults.invalid("group.id", "a user and a group cannot be asked for together");
        }
        Predicate<Grant> role = grant -> equal("role.id", grant.roleId());
        return role.and(actor(Actor.USER, "user.id"))
                .and(actor(Actor.GROUP, "group.id"))
                .and(place(Target.PROJECT, "scope.project.id", subtree))
                .and(place(Target.DOMAIN, "scope.domain.id", Set.of()))
                .and(system())
                .and(inherited());
    }

    private Predicate<Grant> actor(Actor kind, String key) {
        return grant -> query.exact(key)
                .map(id -> grant.actorKind() == kind && grant.actorId().equals(id))
                .orElse(true);
    }

    private Predicate<Grant> place(Target kind, String key, Set<String> also) {
        return grant -> query.exact(key)
                .map(id ->
                        grant.targetKind() == kind && (grant.targetId().equals(id) || also.contains(grant.targetId())))
                .orElse(true);
    }

    private Predicate<Grant> system() {
        return grant -> query.exact("scope.system").isEmpty() || grant.targetKind() == Target.SYSTEM;
    }

    /** What is inherited has become direct where everything is expanded. */
    private Predicate<Grant> inherited() {
        return grant ->
                effective() || query.exact("scope.OS-INHERIT:inherited_to").isEmpty() || grant.inherited();
    }

    private boolean equal(String key, String value) {
        return query.exact(key).map(value::equals).orElse(true);
    }
}
