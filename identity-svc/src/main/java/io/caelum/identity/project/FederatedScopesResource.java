package io.caelum.identity.project;

import io.caelum.identity.assignment.Actors;
import jakarta.ws.rs.Path;

/** The same for clients that ask in the place where federated users were sent before there was the other. */
@Path("/v3/OS-FEDERATION")
class FederatedScopesResource extends OwnScopesResource {

    FederatedScopesResource(ProjectService projects, DomainService domains, Actors actors) {
        super(projects, domains, actors);
    }
}
