package io.caelum.launcher.part;

import io.caelum.launcher.infra.InfraServer;
import io.caelum.launcher.process.Daemon;
import java.nio.file.Path;
import java.util.Optional;

/** PostgreSQL, RabbitMQ or Keycloak as a part of the stack. */
public record InfraPart(InfraServer server, int port, Path log, Path pidFile) implements Part {

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public Optional<Daemon> process() {
        return Daemon.find(name(), pidFile);
    }

    @Override
    public Condition condition() {
        if (!server.isAlive()) {
            return Endings.of(name(), pidFile);
        }
        return server.isReady()
                ? new Condition.Ready()
                : new Condition.Starting("does not answer on port " + port + " yet");
    }
}
