package io.caelum.platform.data;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.sql.DriverManager;
import java.util.Map;
import java.util.UUID;

public class FreshDatabase implements QuarkusTestResourceLifecycleManager {
    private final String name =
            "data_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @Override
    public Map<String, String> start() {
        run("create database " + name);
        URI uri = uri();
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://" + uri.getHost() + ":" + uri.getPort() + "/" + name,
                "quarkus.datasource.username",
                "caelum",
                "quarkus.datasource.password",
                "caelum");
    }

    @Override
    public void stop() {
        run("drop database " + name + " with (force)");
    }

    private URI uri() {
        return URI.create(System.getenv("CAELUM_TEST_POSTGRES"));
    }

    private void run(String sql) {
        URI uri = uri();
        String url = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + "/postgres";
        try (var connection = DriverManager.getConnection(url, "caelum", "caelum");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
