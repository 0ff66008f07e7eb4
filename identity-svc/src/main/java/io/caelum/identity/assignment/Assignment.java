package io.caelum.identity.assignment;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** Somebody has a role somewhere; the row is all key. */
@Entity
class Assignment {

    @EmbeddedId
    Grant grant;

    static Assignment of(Grant grant) {
        var assignment = new Assignment();
        assignment.grant = grant;
        return assignment;
    }
}
