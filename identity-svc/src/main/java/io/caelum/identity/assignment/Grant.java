package io.caelum.identity.assignment;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * Who has which role where.
 *
 * @param targetId a project's or domain's id; {@link #SYSTEM} for the system
 * @param inherited counts for the projects below the target, not for the target itself
 */
@Embeddable
public record Grant(
        @Enumerated(EnumType.STRING) Actor actorKind,
        String actorId,
        @Enumerated(EnumType.STRING) Target targetKind,
        String targetId,
        String roleId,
        boolean inherited) {

    public static final String SYSTEM = "all";

    /** Who. */
    public enum Actor {
        USER,
        GROUP
    }

    /** Where. */
    public enum Target {
        PROJECT,
        DOMAIN,
        SYSTEM
    }

    /** The same for somebody else. */
    Grant toUser(String userId) {
        return new Grant(Actor.USER, userId, targetKind, targetId, roleId, inherited);
    }

    public static Grant toUser(String userId, Target kind, String targetId, String roleId) {
        return new Grant(Actor.USER, userId, kind, targetId, roleId, false);
    }
}
