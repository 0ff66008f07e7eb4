package io.caelum.compute.server.resize;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.Migration;
import io.caelum.compute.migration.MigrationStatus;
import io.caelum.compute.migration.Migrations;
import io.caelum.compute.scheduler.Demand;
import io.caelum.compute.scheduler.HostState;
import io.caelum.compute.scheduler.Scheduler;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.StepFailed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the host to which a server goes, and claims what it needs there. The claim on the host that it leaves becomes the
 * migration's, to be kept until it is sure that the server does not go back.
 */
@ApplicationScoped
public class OtherHost {

    private final Hosts hosts;
    private final Migrations migrations;

    OtherHost(Hosts hosts, Migrations migrations) {
        this.hosts = hosts;
        this.migrations = migrations;
    }

    /**
     * @param order what the server is to be there
     * @param from the host on which it is
     * @param to the only one that will do, where an administrator named one
     */
    public record Wish(UUID server, BootOrder order, String from, Optional<String> to) {

        private Demand demand() {
            return order.demand(server).leaving(from).on(to);
        }
    }

    public record Taken(HostState host, Migration migration) {}

    /** Throws BAD_REQUEST for a host that is not there, or is the one where the server is. */
    public Uni<Void> requireAnother(Tx tx, Server server, Optional<String> to) {
        if (to.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (to.equals(server.host())) {
            throw Fault.badRequest(
                    "The server is on host %s already: host has to name another one.".formatted(to.get()));
        }
        return hosts.exists(tx, to.get())
                .invoke(exists -> {
                    if (!exists) {
                        throw Fault.badRequest("Compute host %s could not be found.".formatted(to.get()));
                    }
                })
                .replaceWithVoid();
    }

    /** Throws BAD_REQUEST, and says why, if there is none at this moment. */
    public Uni<Void> requireRoom(Tx tx, Wish wish) {
        return hosts.snapshot(tx)
                .map(snapshot -> Scheduler.choose(snapshot, wish.demand()))
                .invoke(choice -> {
                    if (choice.candidates().isEmpty()) {
                        throw Fault.badRequest(noValidHost(choice));
                    }
                })
                .replaceWithVoid();
    }

    private static String noValidHost(Scheduler.Choice choice) {
        return "No valid host was found: %s.".formatted(choice.explanation());
    }

    /** @param status of the migration when there is a host */
    public Uni<Taken> take(Tx tx, Wish wish, UUID migration, MigrationStatus status) {
        Demand demand = wish.demand();
        return hosts.snapshot(tx)
                .map(snapshot -> Scheduler.choose(snapshot, demand))
                .chain(choice -> hosts.handOver(tx, wish.server(), migration)
                        .chain(() -> hosts.claimFirst(tx, choice.candidates().iterator(), demand))
                        .onItem()
                        .ifNull()
                        .failWith(() -> new StepFailed(noValidHost(choice))))
                .chain(host -> migrations
                        .placed(tx, migration, host.name(), status)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new StepFailed("The migration is over already."))
                        .map(placed -> new Taken(host, placed)));
    }

    /** The server stays where it is, or returns there. */
    public Uni<Void> giveUp(Tx tx, UUID server, UUID migration) {
        return hosts.release(tx, server).chain(() -> hosts.handOver(tx, migration, server));
    }
}
