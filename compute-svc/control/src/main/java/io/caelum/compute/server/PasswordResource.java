package io.caelum.compute.server;

import io.caelum.compute.policy.ComputePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The password that a guest has made up for its owner. No guest can hand one in here, so there never is any. */
@Path("/v2.1/servers/{id}/os-server-password")
class PasswordResource {

    private final Db db;
    private final Servers servers;

    PasswordResource(Db db, Servers servers) {
        this.db = db;
        this.servers = servers;
    }

    record Password(String password) {}

    @GET
    public Uni<Password> show(String id) {
        RequestContext who = ComputePolicy.SERVER_PASSWORD_READ.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id))).replaceWith(new Password(""));
    }

    @DELETE
    @ResponseStatus(204)
    public Uni<Void> forget(String id) {
        RequestContext who = ComputePolicy.SERVER_PASSWORD_CLEAR.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id))).replaceWithVoid();
    }
}
