package io.caelum.platform.workflow;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A workflow with a step of each kind. */
@ApplicationScoped
class Journey extends Workflow<Journey.Trip> {

    static final String KIND = "journey";

    record Trip(List<String> done, String road, String requestId) {
        static Trip by(String road) {
            return new Trip(List.of(), road, null);
        }

        Trip plus(String step) {
            var more = new ArrayList<>(done);
            more.add(step);
            return new Trip(more, road, CurrentContext.get().requestId());
        }

        Trip over(String other) {
            return new Trip(done, other, requestId);
        }
    }

    private final World world;

    @Inject
    Journey(World world) {
        super(KIND, Trip.class);
        this.world = world;
    }

    Journey() {
        this.world = null;
    }

    @Override
    protected void steps(Steps<Trip> steps) {
        steps.step("pack", this::pack).undo(this::unpack);
        steps.transact("book", this::book).undoTransact(this::unbook);
        steps.step("drive", this::drive).undo(this::driveBack).within(Duration.ofSeconds(3));
        steps.await("arrived", this::hasArrived).within(Duration.ofSeconds(4));
        steps.transact("settle", this::settle);
    }

    @Override
    protected String resourceAttribute() {
        return "caelum.journey_id";
    }

    private Uni<Trip> pack(Run<Trip> run) {
        world.make(run, "pack");
        return Uni.createFrom().item(run.data().plus("pack"));
    }

    private Uni<Void> unpack(Run<Trip> run) {
        world.remove(run, "pack");
        return Uni.createFrom().voidItem();
    }

    private Uni<Trip> book(Tx tx, Run<Trip> run) {
        world.called(run, "book");
        return tally(tx, run.resourceId(), "book").replaceWith(run.data().plus("book"));
    }

    private Uni<Void> unbook(Tx tx, Run<Trip> run) {
        world.called(run, "undo book");
        return tally(tx, run.resourceId(), "undo book");
    }

    private Uni<Trip> drive(Run<Trip> run) {
        world.make(run, "drive " + run.data().road());
        return Uni.createFrom().item(run.data().plus("drive " + run.data().road()));
    }

    private Uni<Void> driveBack(Run<Trip> run) {
        world.remove(run, "drive " + run.data().road());
        return Uni.createFrom().voidItem();
    }

    private Uni<Optional<Trip>> hasArrived(Tx tx, Run<Trip> run) {
        world.called(run, "arrived");
        return run.signal("arrived").isPresent()
                ? Uni.createFrom().item(Optional.of(run.data().plus("arrived")))
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Trip> settle(Tx tx, Run<Trip> run) {
        world.called(run, "settle");
        return tally(tx, run.resourceId(), "settle").replaceWith(run.data().plus("settle"));
    }

    @Override
    protected Uni<Void> failing(Tx tx, Run<Trip> run, Failure failure) {
        world.called(run, "failing");
        return tally(tx, run.resourceId(), "told of " + failure.step() + ": " + failure.reason());
    }

    @Override
    protected Uni<Void> cancelling(Tx tx, Run<Trip> run, Failure failure) {
        return tally(tx, run.resourceId(), "cannot cancel, " + failure.step());
    }

    @Override
    protected Uni<Void> failed(Tx tx, Run<Trip> run, Failure failure) {
        world.called(run, "failed");
        return tally(tx, run.resourceId(), "failed in " + failure.step() + ": " + failure.reason());
    }

    @Override
    protected Uni<Void> cancelled(Tx tx, Run<Trip> run) {
        world.called(run, "cancelled");
        return tally(tx, run.resourceId(), "cancelled");
    }

    private static Uni<Void> tally(Tx tx, UUID resource, String what) {
        return tx.session()
                .createNativeQuery("insert into tally (resource, what) values (:resource, :what)")
                .setParameter("resource", resource)
                .setParameter("what", what)
                .executeUpdate()
                .replaceWithVoid();
    }
}
