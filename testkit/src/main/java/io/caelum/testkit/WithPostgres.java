package io.caelum.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A fresh PostgreSQL database for a {@code @QuarkusTest}. Use: {@code @QuarkusTestResource(WithPostgres.class)}. */
public class WithPostgres implements QuarkusTestResourceLifecycleManager {

    private TestPostgres.Database fresh;

    @Override
    public Map<String, String> start() {
        fresh = TestPostgres.freshDatabase();
        return Map.of(
                "quarkus.datasource.reactive.url", fresh.reactiveUrl(),
                "quarkus.datasource.jdbc.url", fresh.jdbcUrl(),
                "quarkus.datasource.username", fresh.user(),
                "quarkus.datasource.password", fresh.password());
    }

    @Override
    public void stop() {
        if (fresh != null) {
            fresh.close();
        }
    }
}
