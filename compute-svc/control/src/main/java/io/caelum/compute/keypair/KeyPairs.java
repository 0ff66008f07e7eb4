package io.caelum.compute.keypair;

import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Key pairs belong to users, not to projects. */
@ApplicationScoped
public class KeyPairs {

    /** The key that a server is asked to have; an unknown one is the request's mistake. */
    public Uni<PublicKey> requireForServer(Tx tx, String user, String name) {
        return find(tx, user, name)
                .onItem()
                .ifNull()
                .failWith(() -> Fault.badRequest("Invalid key_name provided: there is no key pair %s.".formatted(name)))
                .map(pair -> new PublicKey(pair.name, pair.publicKey));
    }

    Uni<KeyPair> require(Tx tx, String user, String name) {
        return find(tx, user, name).onItem().ifNull().failWith(() -> notFound(user, name));
    }

    static Fault notFound(String user, String name) {
        return new Fault(
                Fault.Kind.NOT_FOUND, "KeypairNotFound", "Keypair %s not found for user %s".formatted(name, user));
    }

    Uni<KeyPair> find(Tx tx, String user, String name) {
        return tx.session()
                .createSelectionQuery("from KeyPair where userId = :user and name = :name", KeyPair.class)
                .setParameter("user", user)
                .setParameter("name", name)
                .getSingleResultOrNull();
    }

    Uni<List<KeyPair>> list(Tx tx, String user, Page page) {
        return tx.session()
                .createSelectionQuery(
                        "from KeyPair where userId = :user and name > :marker order by name", KeyPair.class)
                .setParameter("user", user)
                .setParameter("marker", page.marker().orElse(""))
                .setMaxResults(page.limit())
                .getResultList();
    }

    Uni<Void> requireMarker(Tx tx, String user, String marker) {
        return find(tx, user, marker)
                .onItem()
                .ifNull()
                .failWith(() -> Fault.badRequest("marker [%s] not found".formatted(marker)))
                .replaceWithVoid();
    }

    Uni<Long> count(Tx tx, String user) {
        return tx.session()
                .createSelectionQuery("select count(*) from KeyPair where userId = :user", Long.class)
                .setParameter("user", user)
                .getSingleResult();
    }

    Uni<Integer> delete(Tx tx, String user, String name) {
        return tx.session()
                .createMutationQuery("delete KeyPair where userId = :user and name = :name")
                .setParameter("user", user)
                .setParameter("name", name)
                .executeUpdate();
    }
}
