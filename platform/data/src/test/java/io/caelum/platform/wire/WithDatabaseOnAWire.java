package io.caelum.platform.wire;

import io.caelum.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;

/** A database behind a wire that tests may cut. It is cut when the application starts, and mended a while later. */
public class WithDatabaseOnAWire implements QuarkusTestResourceLifecycleManager {

    private static volatile Wire current;

    private TestPostgres.Database database;
    private Wire wire;

    @Override
    public Map<String, String> start() {
        database = TestPostgres.freshDatabase();
        URI direct = URI.create(database.reactiveUrl());
        wire = new Wire(direct.getHost(), direct.getPort());
        wire.cut();
        current = wire;
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + wire.port() + direct.getPath(),
                "quarkus.datasource.username",
                database.user(),
                "quarkus.datasource.password",
                database.password());
    }

    @Override
    public void stop() {
        wire.close();
        database.close();
    }

    public static Wire wire() {
        return current;
    }
}
