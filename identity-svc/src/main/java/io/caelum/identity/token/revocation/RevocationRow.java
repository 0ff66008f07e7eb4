package io.caelum.identity.token.revocation;

import io.caelum.platform.contract.identity.Revocation;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Revocation} as it is stored. */
@Entity
@Table(name = "revocation")
class RevocationRow {

    @Id
    String id;

    @Nullable
    String auditId;

    @Nullable
    String auditChainId;

    @Nullable
    String userId;

    @Nullable
    String projectId;

    @Nullable
    String domainId;

    long issuedBeforeMicros;
    long expiresAtMicros;

    static RevocationRow of(Revocation revocation) {
        var row = new RevocationRow();
        row.id = revocation.id();
        row.auditId = revocation.auditId().orElse(null);
        row.auditChainId = revocation.auditChainId().orElse(null);
        row.userId = revocation.userId().orElse(null);
        row.projectId = revocation.projectId().orElse(null);
        row.domainId = revocation.domainId().orElse(null);
        row.issuedBeforeMicros = revocation.issuedBeforeMicros();
        row.expiresAtMicros = revocation.expiresAtMicros();
        return row;
    }

    Revocation toRevocation() {
        return new Revocation(
                id,
                Optional.ofNullable(auditId),
                Optional.ofNullable(auditChainId),
                Optional.ofNullable(userId),
                Optional.ofNullable(projectId),
                Optional.ofNullable(domainId),
                issuedBeforeMicros,
                expiresAtMicros);
    }
}
