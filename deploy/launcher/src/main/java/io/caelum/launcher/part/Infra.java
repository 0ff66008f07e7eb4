package io.caelum.launcher.part;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.PortPlan;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.infra.CacheFolder;
import io.caelum.launcher.infra.InfraServer;
import io.caelum.launcher.infra.KeycloakDistribution;
import io.caelum.launcher.infra.KeycloakServer;
import io.caelum.launcher.infra.PostgresServer;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.launcher.infra.Realm;
import java.nio.file.Path;
import java.util.List;

/** What Caelum stands on, set up for one stack. */
public record Infra(
        PostgresServer postgres,
        RabbitMqServer rabbitMq,
        KeycloakServer keycloak,
        KeycloakDistribution distribution,
        List<InfraPart> parts) {

    public static final String VIRTUAL_HOST = "caelum";
    public static final String REALM = "caelum";
    static final String BUS_USER = "caelum";

    /** Every service has a database of this name, owned by a role of this name. */
    public static final List<String> DATABASES = List.of("keycloak", "identity", "image", "compute", "network");

    static Infra of(Home home, PortPlan ports, Secrets secrets, Path javaHome, Purpose purpose) {
        var distribution = new KeycloakDistribution(CacheFolder.path(), javaHome);
        var postgres = postgres(home, ports, secrets);
        var rabbitMq = rabbitMq(home, ports, secrets);
        var keycloak = keycloak(home, ports, secrets, javaHome, distribution.path(), purpose);
        return new Infra(
                postgres,
                rabbitMq,
                keycloak,
                distribution,
                List.of(
                        part(home, postgres.name(), postgres, ports.postgres()),
                        part(home, rabbitMq.name(), rabbitMq, ports.rabbitMq()),
                        part(home, keycloak.name(), keycloak, ports.keycloak())));
    }

    static String databasePassword(Secrets secrets, String database) {
        return secrets.ensure("database-" + database);
    }

    private static PostgresServer postgres(Home home, PortPlan ports, Secrets secrets) {
        return new PostgresServer(new PostgresServer.Settings(
                home.postgres(),
                home.log("postgres"),
                home.run(),
                ports.postgres(),
                secrets.ensure("database-superuser"),
                true));
    }

    private static RabbitMqServer rabbitMq(Home home, PortPlan ports, Secrets secrets) {
        return new RabbitMqServer(new RabbitMqServer.Settings(
                home.rabbitMq(),
                home.log("rabbitmq"),
                home.run(),
                "caelum",
                new RabbitMqServer.Access(BUS_USER, secrets.ensure("rabbitmq")),
                VIRTUAL_HOST,
                new RabbitMqServer.Numbers(
                        ports.rabbitMq(),
                        ports.rabbitMqManagement(),
                        ports.rabbitMqDistribution(),
                        ports.rabbitMqPortMapper())));
    }

    private static KeycloakServer keycloak(
            Home home, PortPlan ports, Secrets secrets, Path javaHome, Path distribution, Purpose purpose) {
        return new KeycloakServer(
                new KeycloakServer.Settings(
                        home.keycloak(),
                        home.log("keycloak"),
                        home.run(),
                        distribution,
                        javaHome,
                        ports.keycloak(),
                        ports.keycloakManagement(),
                        purpose),
                new KeycloakServer.Database(
                        "jdbc:postgresql://127.0.0.1:%d/keycloak".formatted(ports.postgres()),
                        "keycloak",
                        databasePassword(secrets, "keycloak")),
                secrets.ensure("keycloak-admin"),
                List.of(new Realm(REALM, secrets.ensure("keycloak-client"))));
    }

    private static InfraPart part(Home home, String name, InfraServer server, int port) {
        return new InfraPart(server, port, home.log(name), home.run().resolve(name + ".pid"));
    }

    public InfraPart partOf(InfraServer server) {
        return parts.stream()
                .filter(part -> part.server() == server)
                .findFirst()
                .orElseThrow();
    }
}
