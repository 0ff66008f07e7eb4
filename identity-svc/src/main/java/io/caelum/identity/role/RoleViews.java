package io.caelum.identity.role;

import io.caelum.identity.resource.Links;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Roles as clients see them, for the resources of other features. */
@ApplicationScoped
public class RoleViews {

    private final Roles roles;

    RoleViews(Roles roles) {
        this.roles = roles;
    }

    public Uni<List<RoleView>> of(Tx tx, Collection<String> ids, Links links) {
        return roles.list(tx)
                .map(all -> all.stream()
                        .filter(role -> ids.contains(role.id))
                        .map(role -> RoleView.of(role, links))
                        .toList());
    }
}
