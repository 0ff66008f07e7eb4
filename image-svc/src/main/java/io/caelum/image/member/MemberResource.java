package io.caelum.image.member;

import io.caelum.image.policy.ImagePolicy;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v2/images/{id}/members")
class MemberResource {

    private static final int MAX_PROJECT_ID = 255;

    private final MemberService service;

    MemberResource(MemberService service) {
        this.service = service;
    }

    record AddMember(String member) {}

    record AnswerMember(String status) {}

    @GET
    public Uni<MemberView.All> list(UUID id) {
        return service.list(ImagePolicy.GET_MEMBERS.check(), id);
    }

    @POST
    public Uni<MemberView> add(UUID id, AddMember body) {
        var caller = ImagePolicy.ADD_MEMBER.check();
        return service.add(caller, id, project(body));
    }

    private static String project(@Nullable AddMember body) {
        if (body == null || body.member() == null) {
            throw Fault.badRequest("Member to be added not specified: the body needs a key 'member'.");
        }
        if (body.member().isBlank() || body.member().length() > MAX_PROJECT_ID) {
            throw Fault.badRequest("Invalid member: it must be 1 to " + MAX_PROJECT_ID + " characters.");
        }
        return body.member();
    }

    @GET
    @Path("{member}")
    public Uni<MemberView> show(UUID id, String member) {
        return service.show(ImagePolicy.GET_MEMBER.check(), id, member);
    }

    @PUT
    @Path("{member}")
    public Uni<MemberView> answer(UUID id, String member, AnswerMember body) {
        var caller = ImagePolicy.MODIFY_MEMBER.check();
        return service.answer(caller, id, member, status(body));
    }

    private static MemberStatus status(@Nullable AnswerMember body) {
        if (body == null || body.status() == null) {
            throw Fault.badRequest("Status not specified: the body needs a key 'status'.");
        }
        for (MemberStatus status : MemberStatus.values()) {
            if (status.wire().equals(body.status())) {
                return status;
            }
        }
        throw Fault.badRequest("Invalid status '" + body.status() + "': use pending, accepted or rejected.");
    }

    @DELETE
    @Path("{member}")
    @ResponseStatus(204)
    public Uni<Void> remove(UUID id, String member) {
        return service.remove(ImagePolicy.DELETE_MEMBER.check(), id, member);
    }
}
