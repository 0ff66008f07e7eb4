package io.caelum.compute.flavor;

import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

@ApplicationScoped
class FlavorService {

    private final Db db;
    private final Flavors flavors;
    private final Clock clock;

    FlavorService(Db db, Flavors flavors, Clock clock) {
        this.db = db;
        this.flavors = flavors;
        this.clock = clock;
    }

    Uni<Flavor> create(CreateFlavor wanted) {
        Flavor flavor = wanted.toRow(clock.instant());
        return db.withTransaction(tx -> flavors.isTaken(tx, wanted.id(), wanted.name())
                        .invoke(taken -> refuseIf(taken, wanted))
                        .chain(() -> tx.session().insert(flavor)))
                .replaceWith(flavor);
    }

    private static void refuseIf(boolean taken, CreateFlavor wanted) {
        if (taken) {
            throw Fault.conflict("Flavor with name %s or ID %s already exists.".formatted(wanted.name(), wanted.id()));
        }
    }

    Uni<Flavor> describe(String id, String description) {
        return db.withTransaction(tx -> flavors.requireLocked(tx, id).call(flavor -> {
            flavor.description = description;
            flavor.updatedAt = clock.instant();
            return tx.session().update(flavor);
        }));
    }

    Uni<Void> delete(String id) {
        return db.withTransaction(tx -> flavors.delete(tx, id))
                .invoke(count -> requireOne(count, id))
                .replaceWithVoid();
    }

    private static void requireOne(int count, String id) {
        if (count == 0) {
            throw new Fault(Fault.Kind.NOT_FOUND, "FlavorNotFound", "Flavor %s could not be found.".formatted(id));
        }
    }
}
