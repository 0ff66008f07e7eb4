package io.caelum.image.member;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A project with which an image is shared. */
@Entity
@Table(name = "image_member")
@IdClass(Member.Key.class)
class Member {

    record Key(UUID imageId, String member) implements Serializable {}

    @Id
    UUID imageId;

    @Id
    String member;

    @Enumerated(EnumType.STRING)
    MemberStatus status;

    Instant createdAt;
    Instant updatedAt;

    static Member added(UUID imageId, String project, Instant now) {
        var member = new Member();
        member.imageId = imageId;
        member.member = project;
        member.status = MemberStatus.PENDING;
        member.createdAt = now;
        member.updatedAt = now;
        return member;
    }
}
