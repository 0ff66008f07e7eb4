package io.caelum.image.member;

import io.caelum.image.image.ImageSharing;
import io.caelum.image.image.SharedImage;
import io.caelum.image.policy.ImageLimits;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** With whom images are shared: the owner adds and removes projects, each project accepts or rejects for itself. */
@ApplicationScoped
class MemberService {

    private final Db db;
    private final ImageSharing images;
    private final Members members;
    private final ImageLimits limits;
    private final Outbox outbox;
    private final Clock clock;

    MemberService(Db db, ImageSharing images, Members members, ImageLimits limits, Outbox outbox, Clock clock) {
        this.db = db;
        this.images = images;
        this.members = members;
        this.limits = limits;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<MemberView> add(RequestContext caller, UUID imageId, String project) {
        return db.withTransaction(tx -> images.require(tx, caller, imageId)
                        .invoke(image -> requireManager(caller, image, "add members to"))
                        .chain(image -> members.of(tx, imageId))
                        .invoke(present -> requireRoom(present, imageId, project))
                        .chain(() -> insert(tx, Member.added(imageId, project, clock.instant()))))
                .map(MemberView::of);
    }

    private void requireRoom(List<Member> present, UUID imageId, String project) {
        if (present.stream().anyMatch(member -> member.member.equals(project))) {
            throw Fault.conflict("Member " + project + " is duplicated for image " + imageId + ".");
        }
        if (present.size() >= limits.members()) {
            throw new Fault(
                    Fault.Kind.TOO_LARGE,
                    "ImageMemberLimitExceeded",
                    "The limit has been exceeded on the number of allowed image members for this image. Maximum: "
                            + limits.members() + ".");
        }
    }

    private Uni<Member> insert(Tx tx, Member member) {
        return tx.session()
                .insert(member)
                .chain(() -> tell(tx, "create", member))
                .replaceWith(member);
    }

    Uni<MemberView.All> list(RequestContext caller, UUID imageId) {
        return db.withTransaction(tx -> images.require(tx, caller, imageId)
                        .chain(image -> members.of(tx, imageId).map(all -> visible(caller, image, all))))
                .map(MemberView.All::of);
    }

    private static List<Member> visible(RequestContext caller, SharedImage image, List<Member> all) {
        return image.isManagedBy(caller)
                ? all
                : all.stream()
                        .filter(member -> member.member.equals(caller.projectId()))
                        .toList();
    }

    Uni<MemberView> show(RequestContext caller, UUID imageId, String project) {
        return db.withTransaction(tx -> images.require(tx, caller, imageId)
                        .invoke(image -> requireInvolved(caller, image, project))
                        .chain(() -> members.require(tx, imageId, project)))
                .map(MemberView::of);
    }

    private static void requireInvolved(RequestContext caller, SharedImage image, String project) {
        if (!image.isManagedBy(caller) && !project.equals(caller.projectId())) {
            throw Members.noSuchMember(image.id(), project);
        }
    }

    /** The answer of the member itself: the owner cannot accept in its name. */
    Uni<MemberView> answer(RequestContext caller, UUID imageId, String project, MemberStatus status) {
        return db.withTransaction(tx -> images.require(tx, caller, imageId)
                        .invoke(image -> requireInvolved(caller, image, project))
                        .chain(() -> members.require(tx, imageId, project))
                        .invoke(member -> requireMember(caller, member))
                        .invoke(member -> member.status = status)
                        .invoke(member -> member.updatedAt = clock.instant())
                        .call(member -> tx.session().update(member))
                        .call(member -> tell(tx, "update", member)))
                .map(MemberView::of);
    }

    Uni<Void> remove(RequestContext caller, UUID imageId, String project) {
        return db.withTransaction(tx -> images.require(tx, caller, imageId)
                .invoke(image -> requireManager(caller, image, "remove members from"))
                .chain(() -> members.require(tx, imageId, project))
                .call(member -> members.delete(tx, member))
                .chain(member -> tell(tx, "delete", member)));
    }

    private static void requireManager(RequestContext caller, SharedImage image, String action) {
        if (!image.isManagedBy(caller)) {
            throw Fault.forbidden("You are not permitted to " + action + " this image.");
        }
    }

    private static void requireMember(RequestContext caller, Member member) {
        if (!caller.isAdmin() && !member.member.equals(caller.projectId())) {
            throw Fault.forbidden("You are not permitted to answer for another project.");
        }
    }

    private Uni<Void> tell(Tx tx, String event, Member member) {
        return outbox.record(
                tx,
                "image.member." + event,
                member.imageId.toString(),
                Map.of(
                        "image_id", member.imageId.toString(),
                        "member_id", member.member,
                        "status", member.status.wire(),
                        "deleted", event.equals("delete")));
    }
}
