package io.caelum.identity.role;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All roles and what they imply: decides what a set of assigned roles amounts to. */
public record RoleGraph(Map<String, RoleName> roles, Map<String, List<String>> implied) {

    /** The roles themselves and all they imply, over any number of steps; those that no longer exist are left out. */
    public Set<String> closure(Collection<String> roleIds) {
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(roleIds);
        while (!open.isEmpty()) {
            String id = open.poll();
            if (roles.containsKey(id) && reached.add(id)) {
                open.addAll(implied.getOrDefault(id, List.of()));
            }
        }
        return reached;
    }

    /** What a token says: the closure without roles of domains, by name. */
    public List<RoleName> effective(Collection<String> roleIds) {
        return closure(roleIds).stream()
                .map(roles::get)
                .filter(role -> role.domainId() == null)
                .sorted(Comparator.comparing(RoleName::name))
                .toList();
    }

    /** Whether the second role comes with the first. */
    public boolean implies(String prior, String role) {
        return closure(List.of(prior)).contains(role);
    }

    /** The role and all that imply it. */
    public List<String> priorsOf(String role) {
        return roles.keySet().stream().filter(prior -> implies(prior, role)).toList();
    }

    public Optional<RoleName> role(String id) {
        return Optional.ofNullable(roles.get(id));
    }

    /** Global roles by their names, in the order of the names; unknown names are left out. */
    public List<RoleName> named(Collection<String> names) {
        return roles.values().stream()
                .filter(role -> role.domainId() == null && names.contains(role.name()))
                .sorted(Comparator.comparing(RoleName::name))
                .toList();
    }
}
