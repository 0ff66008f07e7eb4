package io.caelum.compute.migration;

import static io.caelum.compute.policy.ComputePolicy.MIGRATIONS_LIST;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

@Path("/v2.1/os-migrations")
class MigrationResource {

    private final Db db;
    private final Migrations migrations;
    private final Asked asked;

    MigrationResource(Db db, Migrations migrations, Asked asked) {
        this.db = db;
        this.migrations = migrations;
        this.asked = asked;
    }

    @GET
    public Uni<MigrationView.Many> list(@Context UriInfo uri) {
        MIGRATIONS_LIST.check();
        Query query = Query.of(uri);
        MigrationQuery wanted = MigrationQuery.of(query, asked.version());
        return db.read(tx -> migrations.list(tx, wanted))
                .map(found -> new MigrationView.Many(
                        found.stream()
                                .map(migration -> MigrationView.of(migration, asked))
                                .toList(),
                        next(query, wanted, found)));
    }

    private List<Link> next(Query query, MigrationQuery wanted, List<Migration> found) {
        return asked.atLeast(2, 59) && !found.isEmpty() && found.size() == wanted.limit()
                ? asked.links()
                        .next("os-migrations", query.asMap(), found.getLast().id.toString())
                : null;
    }
}
