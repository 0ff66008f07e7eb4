package io.caelum.testkit;

import io.caelum.launcher.infra.TemporaryInfra;
import java.net.URI;
import java.util.Optional;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** RabbitMQ for tests: virtual hosts made on demand. */
public final class TestRabbitMq {

    private static final String VARIABLE = "CAELUM_TEST_RABBITMQ";
    private static final String MANAGEMENT_VARIABLE = "CAELUM_TEST_RABBITMQ_MANAGEMENT";
    private static final String IMAGE = "rabbitmq:4.1.4-management";

    private TestRabbitMq() {}

    /**
     * A virtual host of its own for whoever asks.
     *
     * @param management base of the management API, without credentials
     */
    public record Vhost(String host, int port, String name, String user, String password, URI management)
            implements AutoCloseable {

        /** As {@code caelum.bus.url} wants it. */
        public String busUrl() {
            return "rabbit://%s:%s@%s:%d/%s".formatted(user, password, host, port, name);
        }

        /** As RabbitMQ's Java client wants it. */
        public String amqpUrl() {
            return "amqp://%s:%s@%s:%d/%s".formatted(user, password, host, port, name);
        }

        /**
         * Cuts all connections of this virtual host, as a broker that restarts would, once there are so many: the
         * broker's management shows them some seconds late.
         */
        public void dropConnections(int atLeast) {
            new ManagementApi(managementEndpoint()).closeConnections(name, atLeast);
        }

        @Override
        public void close() {
            new ManagementApi(managementEndpoint()).delete("/api/vhosts/" + name);
        }
    }

    public static Vhost freshVhost() {
        var endpoint = endpoint();
        var management = managementEndpoint();
        var name = TemporaryInfra.freshName("test");
        var user = SharedEndpoint.user(endpoint);
        var api = new ManagementApi(management);
        api.put("/api/vhosts/" + name, "{}");
        api.put("/api/permissions/%s/%s".formatted(name, user), """
                {"configure": ".*", "write": ".*", "read": ".*"}""");
        return new Vhost(
                endpoint.getHost(),
                endpoint.getPort(),
                name,
                user,
                SharedEndpoint.password(endpoint),
                URI.create("http://%s:%d".formatted(management.getHost(), management.getPort())));
    }

    private static URI endpoint() {
        return SharedEndpoint.of(
                VARIABLE,
                TestRabbitMq::container,
                () -> URI.create(LocalServers.get().rabbitMq().endpoint()));
    }

    private static URI managementEndpoint() {
        endpoint();
        return SharedEndpoint.companion(
                MANAGEMENT_VARIABLE,
                () -> URI.create(LocalServers.get().rabbitMq().management()));
    }

    private static Optional<URI> container() {
        if (!Docker.isToRun(IMAGE)) {
            return Optional.empty();
        }
        @SuppressWarnings("resource")
        var container = new RabbitMQContainer(IMAGE);
        ContainersOfThisJvm.start(container);
        var credentials = container.getAdminUsername() + ":" + container.getAdminPassword() + "@" + container.getHost();
        SharedEndpoint.companion(
                MANAGEMENT_VARIABLE, () -> URI.create("http://" + credentials + ":" + container.getHttpPort()));
        return Optional.of(URI.create("amqp://" + credentials + ":" + container.getAmqpPort()));
    }
}
