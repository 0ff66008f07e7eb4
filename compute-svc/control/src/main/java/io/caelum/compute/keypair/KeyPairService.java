package io.caelum.compute.keypair;

import io.caelum.compute.quota.ComputeQuota;
import io.caelum.compute.quota.Quotas;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

@ApplicationScoped
class KeyPairService {

    private final Db db;
    private final KeyPairs keyPairs;
    private final Quotas quotas;
    private final Clock clock;

    KeyPairService(Db db, KeyPairs keyPairs, Quotas quotas, Clock clock) {
        this.db = db;
        this.keyPairs = keyPairs;
        this.quotas = quotas;
        this.clock = clock;
    }

    record Made(KeyPair pair, Optional<String> privateKey) {
        @Override
        public String toString() {
            return "Made[" + pair.name + "]";
        }
    }

    Uni<Made> create(RequestContext who, String user, CreateKeyPair wanted) {
        return material(wanted).chain(material -> db.withTransaction(tx -> insert(tx, who, user, wanted, material)));
    }

    /** Making a key takes long enough to keep it off the event loop; what follows is back on the request's context. */
    private static Uni<KeyMaterial> material(CreateKeyPair wanted) {
        return wanted.publicKey().isPresent()
                ? Uni.createFrom()
                        .item(() -> wanted.type().equals("x509")
                                ? KeyMaterial.ofCertificate(wanted.publicKey().get())
                                : KeyMaterial.ofSsh(wanted.publicKey().get()))
                : Uni.createFrom()
                        .completionStage(() -> Vertx.currentContext()
                                .executeBlocking(KeyMaterial::generated, false)
                                .toCompletionStage());
    }

    private Uni<Made> insert(Tx tx, RequestContext who, String user, CreateKeyPair wanted, KeyMaterial material) {
        var pair = new KeyPair();
        pair.userId = user;
        pair.name = wanted.name();
        pair.type = wanted.type();
        pair.fingerprint = material.fingerprint();
        pair.publicKey = material.publicKey();
        pair.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return quotas.requireRoomFor(
                        tx,
                        ComputeQuota.KEY_PAIRS,
                        "user:" + user,
                        who.projectId() == null ? "" : who.projectId(),
                        keyPairs.count(tx, user),
                        "Quota exceeded, too many key pairs.")
                .chain(() -> keyPairs.find(tx, user, wanted.name()))
                .invoke(existing -> refuse(existing, wanted.name()))
                .chain(() -> tx.session().insert(pair))
                .replaceWith(new Made(pair, material.privateKey()));
    }

    private static void refuse(KeyPair existing, String name) {
        if (existing != null) {
            throw Fault.conflict("Key pair '%s' already exists.".formatted(name));
        }
    }

    Uni<Void> delete(String user, String name) {
        return db.withTransaction(tx -> keyPairs.delete(tx, user, name))
                .invoke(count -> {
                    if (count == 0) {
                        throw KeyPairs.notFound(user, name);
                    }
                })
                .replaceWithVoid();
    }
}
