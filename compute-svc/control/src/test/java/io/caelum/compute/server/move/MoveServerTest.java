package io.caelum.compute.server.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Witness;
import io.caelum.platform.workflow.Witness.Point;
import io.caelum.testkit.fake.FakeWorker;
import io.caelum.testkit.workflow.Rehearses;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnRealInfrastructure
@Rehearses(MoveServer.class)
class MoveServerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Cloud cloud;

    @Inject
    Departures departures;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    @AfterEach
    void nobodyLooks() {
        rehearsal.watchedBy(Witness.NONE);
    }

    /** Of these the first one has by far the most room. */
    private List<FakeWorker> hosts(String... names) {
        var hosts = cloud.withHosts(names);
        hosts.getFirst().with(64, 262_144, 4_000).report();
        await().atMost(SOON).until(() -> cloud.number("select max(vcpus) from hosts") == 64);
        return hosts;
    }

    private String bootOnFirst() {
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        assertThat(host(id)).isEqualTo("host-1");
        return id;
    }

    private String host(String id) {
        return admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'");
    }

    /** It said goodbye a minute ago. */
    private void hasLeft(FakeWorker host) {
        host.leave();
        cloud.execute("update hosts set left_at = left_at - interval '1 minute' where name = '" + host.host() + "'");
    }

    private void lookForThoseLeftBehind() {
        departures.moveThoseLeftBehind().await().atMost(SOON);
    }

    private void awaitSettled(String id, String status) {
        await().atMost(SOON).until(() -> {
            var shown = admin.show(id);
            return shown.getString("server.status").equals(status)
                    && shown.getString("server.'OS-EXT-STS:task_state'") == null;
        });
    }

    private void awaitStep(String step) {
        await().atMost(SOON)
                .until(() -> cloud.number("select count(*) from workflow where kind = 'move-server' and step = '" + step
                                + "' and state = 'WAITING'")
                        == 1);
    }

    private long moves() {
        return cloud.number("select count(*) from workflow where kind = 'move-server'");
    }

    private boolean runsOnlyOn(FakeWorker host, List<FakeWorker> all, String id) {
        return all.stream().allMatch(one -> one.guests().containsKey(UUID.fromString(id)) == (one == host));
    }

    @Test
    void aServerOfAHostThatLeftRunsOnAnotherOne() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        String address = api.show(id).getString("server.addresses.net[0].addr");
        hasLeft(hosts.getFirst());

        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");

        assertThat(hosts.get(1).builds()).singleElement().satisfies(build -> {
            assertThat(build.generation()).isEqualTo(2);
            assertThat(build.memoryMb()).isEqualTo(512);
        });
        assertThat(api.show(id).getString("server.addresses.net[0].addr")).isEqualTo(address);
        assertThat(cloud.networks.hostOf(UUID.fromString(id))).contains("host-2");
        assertThat(cloud.number("select count(*) from allocations where host = 'host-2'"))
                .isEqualTo(1);
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(512);
        assertThat(cloud.number("select servers from hosts where name = 'host-1'"))
                .isZero();
    }

    @Test
    void theMoveCanBeSeenAsAnEvacuation() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());

        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");

        var actions = api.get("/servers/" + id + "/os-instance-actions").jsonPath();
        assertThat(actions.getList("instanceActions.action")).isEqualTo(List.of("evacuate", "create"));
        String request = actions.getString("instanceActions[0].request_id");
        var events =
                admin.get("/servers/" + id + "/os-instance-actions/" + request).jsonPath();
        assertThat(events.getList("instanceAction.events.event")).isEqualTo(List.of("compute_rebuild_instance"));
        assertThat(events.getList("instanceAction.events.result")).isEqualTo(List.of("Success"));
    }

    @Test
    void aHostThatHasJustLeftMayComeBackFirst() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hosts.getFirst().leave();

        lookForThoseLeftBehind();

        assertThat(moves()).isZero();
        assertThat(hosts.getFirst().comeBack()).containsExactly(UUID.fromString(id));
        cloud.execute("update hosts set created_at = created_at - interval '1 hour'");
        lookForThoseLeftBehind();
        assertThat(moves()).isZero();
        assertThat(host(id)).isEqualTo("host-1");
    }

    @Test
    void aHostThatDiedWithoutAWordKeepsItsServers() {
        var hosts = hosts("host-1", "host-2");
        bootOnFirst();
        hosts.getFirst().close();
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour' where name = 'host-1'");

        lookForThoseLeftBehind();

        assertThat(moves()).isZero();
    }

    @Test
    void guestsThatKeepSomethingOnTheirHostAreNotMovedUnasked() {
        var hosts = hosts("host-1", "host-2");
        bootOnFirst();
        hosts.getFirst().ofType("QEMU");
        hasLeft(hosts.getFirst());

        lookForThoseLeftBehind();

        assertThat(moves()).isZero();
    }

    @Test
    void aHostThatComesBackInTheMiddleOfAMoveDestroysItsStaleCopy() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        hosts.get(1).beSilent();
        lookForThoseLeftBehind();
        awaitStep("spawned");

        assertThat(hosts.getFirst().comeBack()).isEmpty();
        hosts.get(1).spawned(UUID.fromString(id), 2);

        awaitSettled(id, "ACTIVE");
        assertThat(host(id)).isEqualTo("host-2");
        assertThat(runsOnlyOn(hosts.get(1), hosts, id)).isTrue();
    }

    @Test
    void aStaleCopyThatIsReportedIsDestroyed() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");

        hosts.getFirst().report();

        await().atMost(SOON).until(() -> runsOnlyOn(hosts.get(1), hosts, id));
    }

    @Test
    void aHostThatComesBackBeforeAnotherHasRoomKeepsTheServer() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        cloud.execute("update hosts set memory_mb = 256 where name = 'host-2'");
        hasLeft(hosts.getFirst());
        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "REBUILD".equals(admin.show(id).getString("server.status")));

        assertThat(hosts.getFirst().comeBack()).containsExactly(UUID.fromString(id));

        awaitSettled(id, "ACTIVE");
        assertThat(host(id)).isEqualTo("host-1");
        assertThat(cloud.text("select details from instance_action_events where result = 'Error'"))
                .contains("has come back");
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(512);
        assertThat(runsOnlyOn(hosts.getFirst(), hosts, id)).isTrue();
    }

    @Test
    void aHostThatCannotBuildItIsFollowedByTheNext() {
        var hosts = hosts("host-1", "host-2", "host-3");
        String id = bootOnFirst();
        cloud.execute("update hosts set memory_mb = 131072 where name = 'host-2'");
        hosts.get(1).failHere();
        hasLeft(hosts.getFirst());

        lookForThoseLeftBehind();

        await().atMost(SOON).until(() -> "host-3".equals(host(id)));
        awaitSettled(id, "ACTIVE");
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(512);
        assertThat(cloud.networks.hostOf(UUID.fromString(id))).contains("host-3");
    }

    @Test
    void aServerThatNoHostCanBuildIsInErrorAndSaysWhy() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hosts.get(1).failEverywhere();
        hasLeft(hosts.getFirst());

        lookForThoseLeftBehind();
        awaitSettled(id, "ERROR");

        assertThat(admin.show(id).getString("server.fault.message")).contains("the image is broken");
        hosts.getFirst().comeBack();
        assertThat(hosts.getFirst().guests()).isEmpty();
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void aDeleteInTheMiddleOfAMoveWins() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        hosts.get(1).beSilent();
        lookForThoseLeftBehind();
        awaitStep("spawned");

        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);
        hosts.getFirst().comeBack();

        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void anAdministratorEvacuatesAServerOfADeadHost() {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        Map<String, Object> evacuate = Map.of("evacuate", Map.of());

        api.post("/servers/" + id + "/action", evacuate).then().statusCode(403);
        admin.post("/servers/" + id + "/action", evacuate)
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("still in use"));
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour' where name = 'host-1'");
        admin.post("/servers/" + id + "/action", Map.of("evacuate", Map.of("host", "host-9")))
                .then()
                .statusCode(404);
        admin.post("/servers/" + id + "/action", Map.of("evacuate", Map.of("host", "host-1")))
                .then()
                .statusCode(400);
        admin.at("2.13").post("/servers/" + id + "/action", evacuate).then().statusCode(400);
        admin.post("/servers/" + id + "/action", Map.of("evacuate", Map.of("host", "host-2")))
                .then()
                .statusCode(200);

        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");
        assertThat(hosts.get(1).guests()).containsOnlyKeys(UUID.fromString(id));
    }

    @Test
    void theStepsAreThoseWhichTheseTestsWalk() {
        assertThat(rehearsal.parts(MoveServer.KIND))
                .extracting(Rehearsal.Part::name)
                .containsExactly("order", "place", "ports", "spawn", "spawned", "vif-plugged", "finish");
    }

    private AtomicInteger breakOnceAfter(String step, Supplier<Throwable> failure) {
        var met = new AtomicInteger();
        rehearsal.watchedBy(moment ->
                moment.kind().equals(MoveServer.KIND) && moment.is(Point.AFTER_WORK, step) && met.incrementAndGet() == 1
                        ? Uni.createFrom().failure(failure)
                        : Uni.createFrom().voidItem());
        return met;
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "place", "ports", "spawn", "spawned", "vif-plugged", "finish"})
    void everyStepMayRunTwice(String step) {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        var met = breakOnceAfter(step, () -> new IllegalStateException("once more"));

        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");

        assertThat(met.get()).isGreaterThan(1);
        assertThat(hosts.get(1).guests()).containsOnlyKeys(UUID.fromString(id));
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(512);
        assertThat(cloud.networks.portsOf(UUID.fromString(id))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "place"})
    void aMoveThatFailsEarlyLeavesTheServerWhereItIs(String step) {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        breakOnceAfter(step, () -> new StepFailed("It broke in the test."));

        lookForThoseLeftBehind();
        await().atMost(SOON)
                .until(() ->
                        cloud.number("select count(*) from workflow where kind = 'move-server' and state = 'FAILED'")
                                == 1);

        awaitSettled(id, "ACTIVE");
        assertThat(host(id)).isEqualTo("host-1");
        assertThat(cloud.text("select details from instance_action_events where result = 'Error'"))
                .contains("It broke in the test.");
        assertThat(cloud.number("select count(*) from allocations where host = 'host-1'"))
                .isEqualTo(1);
        assertThat(hosts.getFirst().comeBack()).containsExactly(UUID.fromString(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ports", "spawn", "spawned", "vif-plugged", "finish"})
    void aMoveThatFailsLateLeavesNothingRunning(String step) {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        breakOnceAfter(step, () -> new StepFailed("It broke in the test."));

        lookForThoseLeftBehind();
        awaitSettled(id, "ERROR");

        assertThat(admin.show(id).getString("server.fault.message")).contains("It broke in the test.");
        assertThat(cloud.number("select count(*) from allocations")).isZero();
        await().atMost(SOON).until(() -> hosts.get(1).guests().isEmpty());
        assertThat(hosts.getFirst().comeBack()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "place", "ports", "spawn", "spawned", "finish"})
    void aMoveSurvivesTheDeathOfItsProcess(String step) {
        var hosts = hosts("host-1", "host-2");
        String id = bootOnFirst();
        hasLeft(hosts.getFirst());
        var died = new AtomicInteger();
        rehearsal.watchedBy(moment -> {
            if (moment.kind().equals(MoveServer.KIND)
                    && moment.is(Point.AFTER_WORK, step)
                    && died.getAndIncrement() == 0) {
                rehearsal.crash();
                return Uni.createFrom().failure(new IllegalStateException("the process is dead"));
            }
            return Uni.createFrom().voidItem();
        });

        lookForThoseLeftBehind();
        await().atMost(SOON).until(() -> "host-2".equals(host(id)));
        awaitSettled(id, "ACTIVE");

        assertThat(died.get()).isPositive();
        assertThat(hosts.get(1).guests()).containsOnlyKeys(UUID.fromString(id));
        assertThat(cloud.number("select sum(memory_mb_used) from hosts")).isEqualTo(512);
    }
}
