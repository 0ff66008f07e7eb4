package io.caelum.image.member;

import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Queries on members. */
@ApplicationScoped
class Members {

    Uni<List<Member>> of(Tx tx, UUID image) {
        return tx.session()
                .createSelectionQuery(
                        "from Member m where m.imageId = :image order by m.createdAt, m.member", Member.class)
                .setParameter("image", image)
                .getResultList();
    }

    Uni<Void> delete(Tx tx, Member member) {
        return tx.session()
                .createMutationQuery("delete from Member where imageId = :image and member = :member")
                .setParameter("image", member.imageId)
                .setParameter("member", member.member)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Member> require(Tx tx, UUID image, String project) {
        return tx.session()
                .createSelectionQuery("from Member m where m.imageId = :image and m.member = :member", Member.class)
                .setParameter("image", image)
                .setParameter("member", project)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> noSuchMember(image, project));
    }

    static Fault noSuchMember(UUID image, String project) {
        return Fault.notFound(project + " not found in the member list of the image " + image + ".");
    }
}
