package io.caelum.identity.token.revocation;

import io.caelum.identity.keycloak.VerifiedPasswords;
import io.caelum.identity.resource.Ids;
import io.caelum.identity.token.TokenSettings;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.data.Tx;
import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ends tokens: a row in the transaction of the change that is the reason, then at once in this process, then over the
 * bus in all others.
 *
 * <p>A log-in that reads rights which are being taken away must not escape: log-ins share a lock while they read, and
 * who revokes holds it alone from the moment whose time the revocation bears until the commit. Record it late in the
 * transaction, since log-ins wait for it.
 */
@ApplicationScoped
public class Revocations {

    private static final Optional<String> ANY = Optional.empty();
    private static final long LOCK = 0x746f6b656eL;

    private final Clock clock;
    private final TokenSettings settings;
    private final Tokens tokens;
    private final TrustBroadcast others;
    private final VerifiedPasswords passwords;

    Revocations(
            Clock clock, TokenSettings settings, Tokens tokens, TrustBroadcast others, VerifiedPasswords passwords) {
        this.clock = clock;
        this.settings = settings;
        this.tokens = tokens;
        this.others = others;
        this.passwords = passwords;
    }

    /** One token; with the one that somebody got by logging in goes all that was got from it. */
    public Uni<Void> ofToken(Tx tx, TokenClaims token) {
        boolean isFirst = token.auditId().equals(token.auditChainId());
        return isFirst
                ? record(tx, ANY, Optional.of(token.auditChainId()), ANY, ANY, ANY)
                : record(tx, Optional.of(token.auditId()), ANY, ANY, ANY, ANY);
    }

    public Uni<Void> ofUser(Tx tx, String userId) {
        return record(tx, ANY, ANY, Optional.of(userId), ANY, ANY);
    }

    public Uni<Void> ofProject(Tx tx, String projectId) {
        return record(tx, ANY, ANY, ANY, Optional.of(projectId), ANY);
    }

    public Uni<Void> ofUserOnProject(Tx tx, String userId, String projectId) {
        return record(tx, ANY, ANY, Optional.of(userId), Optional.of(projectId), ANY);
    }

    /** Tokens of the domain, of its projects and of its users. */
    public Uni<Void> ofDomain(Tx tx, String domainId) {
        return record(tx, ANY, ANY, ANY, ANY, Optional.of(domainId));
    }

    public Uni<Void> ofUserOnDomain(Tx tx, String userId, String domainId) {
        return record(tx, ANY, ANY, Optional.of(userId), ANY, Optional.of(domainId));
    }

    /** Held by a log-in while it reads what the token will say. */
    public Uni<Void> holdOff(Tx tx) {
        return lock(tx, "pg_advisory_xact_lock_shared");
    }

    /** Those whose tokens may still be unexpired. */
    public Uni<List<Revocation>> current(Tx tx) {
        return tx.session()
                .createSelectionQuery("from RevocationRow where expiresAtMicros > :now", RevocationRow.class)
                .setParameter("now", Tokens.micros(clock.instant()))
                .getResultList()
                .map(rows -> rows.stream().map(RevocationRow::toRevocation).toList());
    }

    /** Forgets those whose tokens have all expired. */
    public Uni<Integer> forgetOld(Tx tx) {
        return tx.session()
                .createMutationQuery("delete from RevocationRow where expiresAtMicros <= :now")
                .setParameter("now", Tokens.micros(clock.instant()))
                .executeUpdate();
    }

    private Uni<Void> record(
            Tx tx,
            Optional<String> audit,
            Optional<String> chain,
            Optional<String> user,
            Optional<String> project,
            Optional<String> domain) {
        return lock(tx, "pg_advisory_xact_lock").chain(() -> {
            Instant now = clock.instant();
            var revocation = new Revocation(
                    Ids.fresh(),
                    audit,
                    chain,
                    user,
                    project,
                    domain,
                    Tokens.micros(now),
                    Tokens.micros(now.plus(settings.lifetime())));
            tx.afterCommit(() -> apply(revocation));
            return tx.session().insert(RevocationRow.of(revocation));
        });
    }

    private void apply(Revocation revocation) {
        tokens.revoke(revocation);
        revocation.userId().ifPresent(passwords::forget);
        others.revoked(revocation);
    }

    private static Uni<Void> lock(Tx tx, String function) {
        return tx.session()
                .createNativeQuery("select 1 from " + function + "(:key)", Integer.class)
                .setParameter("key", LOCK)
                .getSingleResult()
                .replaceWithVoid();
    }
}
