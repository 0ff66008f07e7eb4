package io.caelum.compute.server;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Queries on the tags of servers. */
final class ServerTags {

    private ServerTags() {}

    /** @return 1 if it is new, 0 if it was there */
    static Uni<Integer> insert(Tx tx, UUID server, String tag) {
        return tx.session()
                .createNativeQuery(
                        "insert into server_tags (server_id, tag) values (:server, :tag) on conflict do nothing")
                .setParameter("server", server)
                .setParameter("tag", tag)
                .executeUpdate();
    }

    static Uni<Integer> delete(Tx tx, UUID server, String tag) {
        return tx.session()
                .createNativeQuery("delete from server_tags where server_id = :server and tag = :tag")
                .setParameter("server", server)
                .setParameter("tag", tag)
                .executeUpdate();
    }

    static Uni<Void> clear(Tx tx, UUID server) {
        return tx.session()
                .createNativeQuery("delete from server_tags where server_id = :server")
                .setParameter("server", server)
                .executeUpdate()
                .replaceWithVoid();
    }
}
