package io.caelum.identity.grant;

import io.caelum.identity.assignment.Grant;
import io.caelum.identity.role.RoleGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a set of grants amounts to: each user of a group, each project below an inheriting one, each implied role for
 * itself.
 *
 * @param members ids of the users in each group
 * @param below ids of all projects below each project or domain that inherits
 */
record EffectiveGrants(RoleGraph roles, Map<String, List<String>> members, Map<String, List<String>> below) {

    /**
     * One that came of others.
     *
     * @param group through which the user has it
     * @param priorRole by which the role is implied
     * @param source the place from which it is inherited
     */
    record Derived(Grant grant, Optional<String> group, Optional<String> priorRole, Optional<Grant> source) {

        static Derived direct(Grant grant) {
            return new Derived(grant, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    List<Derived> of(List<Grant> grants) {
        return grants.stream()
                .map(Derived::direct)
                .flatMap(this::users)
                .flatMap(this::places)
                .flatMap(this::impliedRoles)
                .toList();
    }

    private Stream<Derived> users(Derived derived) {
        Grant grant = derived.grant();
        return switch (grant.actorKind()) {
            case USER -> Stream.of(derived);
            case GROUP ->
                members.getOrDefault(grant.actorId(), List.of()).stream()
                        .map(user -> new Derived(
                                new Grant(
                                        Grant.Actor.USER,
                                        user,
                                        grant.targetKind(),
                                        grant.targetId(),
                                        grant.roleId(),
                                        grant.inherited()),
                                Optional.of(grant.actorId()),
                                Optional.empty(),
                                Optional.empty()));
        };
    }

    private Stream<Derived> places(Derived derived) {
        Grant grant = derived.grant();
        if (!grant.inherited()) {
            return Stream.of(derived);
        }
        return below.getOrDefault(grant.targetId(), List.of()).stream()
                .map(project -> new Derived(
                        new Grant(
                                grant.actorKind(),
                                grant.actorId(),
                                Grant.Target.PROJECT,
                                project,
                                grant.roleId(),
                                false),
                        derived.group(),
                        Optional.empty(),
                        Optional.of(grant)));
    }

    private Stream<Derived> impliedRoles(Derived derived) {
        Grant grant = derived.grant();
        return roles.closure(List.of(grant.roleId())).stream()
                .filter(role -> roles.role(role)
                        .filter(found -> found.domainId() == null)
                        .isPresent())
                .map(role -> role.equals(grant.roleId())
                        ? derived
                        : new Derived(
                                new Grant(
                                        grant.actorKind(),
                                        grant.actorId(),
                                        grant.targetKind(),
                                        grant.targetId(),
                                        role,
                                        grant.inherited()),
                                derived.group(),
                                Optional.of(grant.roleId()),
                                derived.source()));
    }
}
