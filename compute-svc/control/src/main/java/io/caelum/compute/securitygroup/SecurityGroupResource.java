package io.caelum.compute.securitygroup;

import static io.caelum.compute.policy.ComputePolicy.SECURITY_GROUPS_READ;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Ids;
import io.caelum.compute.neighbour.SecurityGroupClient;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;

/** The groups of the caller's project, to be read only: they are made and changed at the network service. */
@Path("/v2.1/os-security-groups")
class SecurityGroupResource {

    private final SecurityGroupClient groups;
    private final Asked asked;

    SecurityGroupResource(SecurityGroupClient groups, Asked asked) {
        this.groups = groups;
        this.asked = asked;
    }

    @GET
    public Uni<SecurityGroupView.Many> list() {
        return all().map(SecurityGroupView.Many::new);
    }

    @GET
    @Path("{id}")
    public Uni<SecurityGroupView.One> show(String id) {
        return all().map(found -> new SecurityGroupView.One(withId(found, id)));
    }

    private Uni<List<SecurityGroupView>> all() {
        var who = SECURITY_GROUPS_READ.check();
        if (asked.atLeast(2, 36)) {
            throw Fault.notFound("os-security-groups ended with 2.35; use the network service.");
        }
        if (who.projectId() == null) {
            return Uni.createFrom().item(List.of());
        }
        return groups.ofProject(who.projectId())
                .map(found -> found.stream().map(SecurityGroupView::of).toList());
    }

    private static SecurityGroupView withId(List<SecurityGroupView> found, String text) {
        UUID id = Ids.parse(text)
                .orElseThrow(() -> Fault.badRequest("Security group id should be a uuid, not '%s'.".formatted(text)));
        return found.stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("Security group %s not found.".formatted(id)));
    }
}
