package io.caelum.identity.role;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;

/** Who has the prior role has the implied one too. */
@Entity
class ImpliedRole {

    @EmbeddedId
    Key key;

    @Embeddable
    record Key(String priorId, String impliedId) {}
}
