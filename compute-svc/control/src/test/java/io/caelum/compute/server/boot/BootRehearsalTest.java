package io.caelum.compute.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Witness;
import io.caelum.platform.workflow.Witness.Moment;
import io.caelum.platform.workflow.Witness.Point;
import io.caelum.testkit.fake.FakeWorker;
import io.caelum.testkit.workflow.Rehearses;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks boots and deletes in exact places: every step runs twice, fails, is taken back twice, or loses its process. */
@QuarkusTest
@OnRealInfrastructure
@Rehearses({BootServer.class, DeleteServer.class})
class BootRehearsalTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");

    @AfterEach
    void nobodyLooks() {
        rehearsal.watchedBy(Witness.NONE);
    }

    private String boot() {
        return api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
    }

    /** Breaks the first moment of that kind, or all. */
    private AtomicInteger breakAt(Predicate<Moment> where, int times, Supplier<Throwable> failure) {
        var met = new AtomicInteger();
        rehearsal.watchedBy(moment -> where.test(moment) && met.incrementAndGet() <= times
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().voidItem());
        return met;
    }

    private static Predicate<Moment> in(String kind, Point point, String step) {
        return moment -> moment.kind().equals(kind) && moment.is(point, step);
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn", "finish"})
    void aProcessThatWakesUpTooLateDoesNothingMore(String step) {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        var id = new CompletableFuture<String>();
        var woken = new CompletableFuture<Void>();
        var met = new AtomicInteger();
        rehearsal.watchedBy(moment -> {
            if (!in(BootServer.KIND, Point.BEFORE_WORK, step).test(moment) || met.getAndIncrement() > 0) {
                return Uni.createFrom().voidItem();
            }
            rehearsal.crash();
            return Uni.createFrom()
                    .emitter(stopped -> Thread.startVirtualThread(() -> {
                        api.awaitStatus(id.join(), "ACTIVE");
                        stopped.complete(null);
                        woken.complete(null);
                    }));
        });

        id.complete(boot());
        api.awaitStatus(id.join(), "ACTIVE");
        woken.join();

        assertThat(host.guests()).hasSize(1);
        assertThat(cloud.networks.portsOf(UUID.fromString(id.join()))).hasSize(1);
        assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(512);
    }

    @Test
    void theStepsAreThoseWhichTheseTestsWalk() {
        assertThat(rehearsal.parts(BootServer.KIND))
                .extracting(Rehearsal.Part::name)
                .containsExactly("place", "ports", "spawn", "spawned", "vif-plugged", "finish");
        assertThat(rehearsal.parts("delete-server"))
                .extracting(Rehearsal.Part::name)
                .containsExactly("terminate", "terminated", "ports", "finish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn", "spawned", "vif-plugged", "finish"})
    void everyStepMayRunTwice(String step) {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        var met = breakAt(in(BootServer.KIND, Point.AFTER_WORK, step), 1, () -> new IllegalStateException("once more"));

        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        assertThat(met.get()).isGreaterThan(1);
        assertThat(host.guests()).hasSize(1);
        assertThat(cloud.networks.portsOf(UUID.fromString(id))).hasSize(1);
        assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(512);
        assertThat(cloud.number("select count(*) from instance_action_events")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn", "spawned", "vif-plugged", "finish"})
    void whereverABootFailsNothingIsLeft(String step) {
        cloud.withHosts("host-1");
        breakAt(in(BootServer.KIND, Point.AFTER_WORK, step), 1, () -> new StepFailed("It broke in the test."));

        String id = boot();
        var shown = api.awaitStatus(id, "ERROR");

        assertThat(shown.getString("server.fault.message")).contains("It broke in the test.", "step " + step);
        assertThat(shown.getMap("server.addresses")).isEmpty();
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn"})
    void everyStepMayBeTakenBackTwice(String step) {
        cloud.withHosts("host-1").getFirst().failEverywhere();
        var met = breakAt(in(BootServer.KIND, Point.AFTER_UNDO, step), 1, () -> new IllegalStateException("once more"));

        String id = boot();
        api.awaitStatus(id, "ERROR");

        await().atMost(SOON).until(() -> met.get() == 2);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn", "spawned", "finish"})
    void aBootSurvivesTheDeathOfItsProcess(String step) {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        var died = new AtomicInteger();
        rehearsal.watchedBy(moment -> {
            if (in(BootServer.KIND, Point.AFTER_WORK, step).test(moment) && died.getAndIncrement() == 0) {
                rehearsal.crash();
                return Uni.createFrom().failure(new IllegalStateException("the process is dead"));
            }
            return Uni.createFrom().voidItem();
        });

        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        assertThat(died.get()).isGreaterThan(0);
        assertThat(host.guests()).hasSize(1);
        assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminate", "terminated", "ports", "finish"})
    void everyStepOfADeleteMayRunTwice(String step) {
        cloud.withHosts("host-1");
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        var met = breakAt(in("delete-server", Point.AFTER_WORK, step), 1, () -> new IllegalStateException("once more"));

        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);

        assertThat(met.get()).isGreaterThan(1);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void aDeleteThatFailedCanBeAskedForAgain() {
        cloud.withHosts("host-1");
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        breakAt(in("delete-server", Point.AFTER_WORK, "ports"), 1, () -> new StepFailed("It broke in the test."));

        api.delete("/servers/" + id).then().statusCode(204);
        assertThat(api.awaitStatus(id, "ERROR").getString("server.fault.message"))
                .contains("It broke in the test.", "Delete it again");
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);

        await().atMost(SOON).until(cloud::holdsNothing);
        assertThat(api.get("/servers/" + id + "/os-instance-actions").jsonPath().getList("instanceActions.message"))
                .isEqualTo(Arrays.asList(null, "Error", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"place", "ports", "spawn", "spawned", "vif-plugged", "finish"})
    void aDeleteInTheMiddleOfAnyStepWins(String step) {
        cloud.withHosts("host-1");
        var id = new CompletableFuture<String>();
        var met = new AtomicInteger();
        rehearsal.watchedBy(moment ->
                in(BootServer.KIND, Point.BEFORE_WORK, step).test(moment) && met.getAndIncrement() == 0
                        ? Uni.createFrom()
                                .emitter(held -> Thread.startVirtualThread(() -> {
                                    api.delete("/servers/" + id.join()).then().statusCode(204);
                                    held.complete(null);
                                }))
                        : Uni.createFrom().voidItem());

        id.complete(boot());
        api.awaitGone(id.join());

        assertThat(met.get()).isPositive();
        await().atMost(SOON).until(cloud::holdsNothing);
    }
}
