package io.caelum.platform.data;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the database answers and its tables are up to date. */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

    private static final String NAME = "database";

    private final Db db;
    private final Schema schema;

    @Inject
    DatabaseCheck(Db db, Schema schema) {
        this.db = db;
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.problem().isPresent()
                ? Uni.createFrom().item(down(schema.problem().get()))
                : ask();
    }

    private Uni<HealthCheckResponse> ask() {
        return db.read(tx -> tx.session()
                        .createNativeQuery("select 1", Integer.class)
                        .getSingleResult())
                .map(one -> HealthCheckResponse.named(NAME).up().build())
                .onFailure()
                .recoverWithItem(failure -> down("waiting: " + failure.getMessage()));
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named(NAME).down().withData("reason", why).build();
    }
}
