package io.caelum.identity.token.key;

import io.caelum.identity.resource.Ids;
import io.caelum.identity.token.TokenSettings;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys that sign tokens, shared by all instances through the database. */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final long LOCK = 0x6b657973L;

    private final Db db;
    private final KeySeal seal;
    private final TokenSettings settings;
    private final Clock clock;
    private volatile List<Opened> ring = List.of();

    SigningKeys(Db db, KeySeal seal, TokenSettings settings, Clock clock) {
        this.db = db;
        this.seal = seal;
        this.settings = settings;
        this.clock = clock;
    }

    private record Opened(String publicKey, Instant signsFrom, String kid, Optional<EllipticCurveJsonWebKey> pair) {

        /** The private key stays out of logs. */
        @Override
        public String toString() {
            return "Opened[" + kid + "]";
        }
    }

    /** The newest key whose time to sign has come. */
    public Uni<EllipticCurveJsonWebKey> current() {
        return Uni.createFrom().item(this::newest);
    }

    private EllipticCurveJsonWebKey newest() {
        Instant now = clock.instant();
        return ring.stream()
                .filter(key -> key.pair().isPresent() && !key.signsFrom().isAfter(now))
                .findFirst()
                .flatMap(Opened::pair)
                .orElseThrow(() ->
                        Fault.unavailable("No key to sign tokens with has been read yet. Try again in a few seconds."));
    }

    /** All public keys, the newest first; a new one is among them before it signs. */
    public Uni<List<String>> published(Tx tx) {
        return rows(tx).map(rows -> {
            if (rows.isEmpty()) {
                throw Fault.unavailable("No key to sign tokens with has been made yet. Try again in a few seconds.");
            }
            return rows.stream().map(row -> row.publicKey).toList();
        });
    }

    /**
     * Makes a new key and drops old ones when their time has come, and reads what other instances did.
     *
     * @return whether the published keys changed
     */
    Uni<Boolean> maintain() {
        return db.withTransaction(tx -> lock(tx).chain(() -> rows(tx)).chain(rows -> follow(tx, rows)))
                .call(changed -> db.read(this::rows).invoke(rows -> ring = open(rows)));
    }

    private Uni<Boolean> follow(Tx tx, List<SigningKey> rows) {
        KeyPlan plan = KeyPlan.at(
                clock.instant(),
                open(rows).stream()
                        .map(key -> new KeyPlan.Known(
                                key.kid(), key.signsFrom(), key.pair().isPresent()))
                        .toList(),
                settings.rotateEvery(),
                settings.keyLeadTime(),
                settings.lifetime());
        return plan.signsFrom()
                .map(from -> create(tx, from))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> retire(tx, plan.retire()))
                .replaceWith(plan.signsFrom().isPresent() || !plan.retire().isEmpty());
    }

    private Uni<Void> create(Tx tx, Instant signsFrom) {
        var row = new SigningKey();
        EllipticCurveJsonWebKey pair = generate();
        row.kid = pair.getKeyId();
        row.publicKey = pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        row.sealedPrivateKey = seal.seal(pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        row.signsFrom = signsFrom;
        row.createdAt = clock.instant();
        LOG.infof("a new key will sign tokens: kid=%s from=%s", row.kid, signsFrom);
        return tx.session().insert(row);
    }

    private static EllipticCurveJsonWebKey generate() {
        try {
            EllipticCurveJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            pair.setKeyId(Ids.fresh().substring(0, 8));
            return pair;
        } catch (JoseException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }

    private static Uni<Void> retire(Tx tx, List<String> kids) {
        return Multi.createFrom()
                .iterable(kids)
                .invoke(kid -> LOG.infof("a key is forgotten, its tokens have expired: kid=%s", kid))
                .onItem()
                .transformToUniAndConcatenate(kid -> tx.session()
                        .createMutationQuery("delete from SigningKey where kid = :kid")
                        .setParameter("kid", kid)
                        .executeUpdate())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private List<Opened> open(List<SigningKey> rows) {
        return rows.stream()
                .map(row -> new Opened(
                        row.publicKey,
                        row.signsFrom,
                        row.kid,
                        seal.open(row.sealedPrivateKey).map(SigningKeys::parse)))
                .toList();
    }

    private static EllipticCurveJsonWebKey parse(String jwk) {
        try {
            return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    private Uni<List<SigningKey>> rows(Tx tx) {
        return tx.session()
                .createSelectionQuery("from SigningKey order by signsFrom desc", SigningKey.class)
                .getResultList();
    }

    private static Uni<Void> lock(Tx tx) {
        return tx.session()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", LOCK)
                .getSingleResult()
                .replaceWithVoid();
    }
}
