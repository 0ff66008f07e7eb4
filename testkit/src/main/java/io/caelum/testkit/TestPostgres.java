package io.caelum.testkit;

import io.caelum.launcher.infra.TemporaryInfra;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL for tests: databases made on demand. */
public final class TestPostgres {

    private static final String VARIABLE = "CAELUM_TEST_POSTGRES";
    static final String IMAGE = "postgres:17.6-alpine";

    private TestPostgres() {}

    /** An empty database of its own for whoever asks. */
    public record Database(String host, int port, String name, String user, String password) implements AutoCloseable {

        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        public String reactiveUrl() {
            return "postgresql://%s:%d/%s".formatted(host, port, name);
        }

        /** Removes it, with the connections that are still open. */
        @Override
        public void close() {
            execute(endpoint(), "drop database if exists \"" + name + "\" with (force)");
        }
    }

    public static Database freshDatabase() {
        var endpoint = endpoint();
        var name = TemporaryInfra.freshName("test");
        execute(endpoint, "create database \"" + name + "\"");
        return new Database(
                endpoint.getHost(),
                endpoint.getPort(),
                name,
                SharedEndpoint.user(endpoint),
                SharedEndpoint.password(endpoint));
    }

    static URI endpoint() {
        return SharedEndpoint.of(
                VARIABLE,
                TestPostgres::container,
                () -> URI.create(LocalServers.get().postgres().endpoint()));
    }

    private static Optional<URI> container() {
        if (!Docker.isToRun(IMAGE)) {
            return Optional.empty();
        }
        @SuppressWarnings("resource")
        var container = new PostgreSQLContainer(IMAGE);
        ContainersOfThisJvm.start(container);
        return Optional.of(URI.create("postgresql://%s:%s@%s:%d"
                .formatted(
                        container.getUsername(),
                        container.getPassword(),
                        container.getHost(),
                        container.getMappedPort(5432))));
    }

    private static void execute(URI endpoint, String sql) {
        var url = "jdbc:postgresql://%s:%d/postgres".formatted(endpoint.getHost(), endpoint.getPort());
        try (var connection = DriverManager.getConnection(
                        url, SharedEndpoint.user(endpoint), SharedEndpoint.password(endpoint));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL for tests refused: " + sql, e);
        }
    }
}
