package io.caelum.compute.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.fault.Fault;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class BootServerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    private String boot() {
        return api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
    }

    private void awaitTask(String id, String task) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> task.equals(api.show(id).getString("server.'OS-EXT-STS:task_state'")));
    }

    private String fault(String id) {
        return api.awaitStatus(id, "ERROR").getString("server.fault.message");
    }

    private void nothingIsLeft() {
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void aServerBecomesActive() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();

        String id = boot();
        var shown = api.awaitStatus(id, "ACTIVE");

        assertThat(shown.getString("server.'OS-EXT-STS:task_state'")).isNull();
        assertThat(shown.getInt("server.'OS-EXT-STS:power_state'")).isEqualTo(1);
        assertThat(shown.getString("server.'OS-SRV-USG:launched_at'")).isNotNull();
        assertThat(shown.getString("server.addresses.net[0].addr")).startsWith("10.0.");
        assertThat(shown.getString("server.hostId")).hasSize(56);
        assertThat(host.guests()).containsOnlyKeys(UUID.fromString(id));
        assertThat(host.builds().getFirst().memoryMb()).isEqualTo(512);
    }

    @Test
    void theActionCarriesTheRequestIdAndOneSuccessfulEvent() {
        cloud.withHosts("host-1");

        var accepted = api.boot("s1", cloud.image, cloud.network);
        String id = accepted.path("server.id");
        String request = accepted.header("x-openstack-request-id");
        api.awaitStatus(id, "ACTIVE");

        var action = admin.get("/servers/" + id + "/os-instance-actions/" + request)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(action.getString("instanceAction.action")).isEqualTo("create");
        assertThat(action.getString("instanceAction.message")).isNull();
        assertThat(action.getList("instanceAction.events.event"))
                .isEqualTo(List.of("compute__do_build_and_run_instance"));
        assertThat(action.getList("instanceAction.events.result")).isEqualTo(List.of("Success"));
    }

    @Test
    void taskStatesPassInOrder() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.beSilent();
        cloud.networks.bindSlowly(Duration.ofMillis(700));

        String id = boot();
        awaitTask(id, "networking");
        assertThat(api.show(id).getString("server.hostId")).isNotEmpty();
        awaitTask(id, "spawning");
        assertThat(api.show(id).getString("server.status")).isEqualTo("BUILD");
        host.spawned(UUID.fromString(id), 1);

        api.awaitStatus(id, "ACTIVE");
    }

    @Test
    void aServerWaitsForItsNetwork() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        cloud.networks.neverTellWired();

        String id = boot();
        await().atMost(SOON).until(() -> host.guests().containsKey(UUID.fromString(id)));
        awaitTask(id, "spawning");
        assertThat(api.show(id).getString("server.status")).isEqualTo("BUILD");
        cloud.networks.tellWired(UUID.fromString(id), cloud.networks.portsOf(UUID.fromString(id)), true);

        api.awaitStatus(id, "ACTIVE");
    }

    @Test
    void aPortThatIsBeingWiredIsNotWiredYet() {
        cloud.withHosts("host-1");
        cloud.networks.neverTellWired();
        String id = boot();
        await().atMost(SOON).until(() -> "vif-plugged".equals(cloud.text("select step from workflow")));

        tellPlugged(id, "in-progress");

        assertThat(cloud.number("select count(*) from workflow where signal_log like '%\"vif\"%'"))
                .isZero();
        tellPlugged(id, "completed");
        api.awaitStatus(id, "ACTIVE");
    }

    private void tellPlugged(String id, String status) {
        String port =
                cloud.networks.portsOf(UUID.fromString(id)).getFirst().portId().toString();
        var event = Map.of("name", "network-vif-plugged", "server_uuid", id, "tag", port, "status", status);
        admin.post("/os-server-external-events", Map.of("events", List.of(event)))
                .then()
                .statusCode(200);
    }

    @Test
    void noFittingHostIsExplained() {
        var hosts = cloud.withHosts("host-1", "host-2", "host-3");
        hosts.get(0).with(32, 256, 1000).report();
        hosts.get(1).with(32, 256, 1000).report();
        cloud.execute("update hosts set disabled = true where name = 'host-3'");

        String id = boot();

        assertThat(fault(id))
                .startsWith("No valid host was found. 0 of 3 hosts fit: 2 short of memory by 256 MiB, 1 disabled.")
                .contains("step place", "request req-");
        assertThat(api.show(id).getString("server.hostId")).isEmpty();
        nothingIsLeft();
    }

    @Test
    void aFailedSpawnIsTriedOnAnotherHost() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        hosts.get(0).failHere();

        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        assertThat(admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'")).isEqualTo("host-2");
        assertThat(hosts.get(0).builds()).hasSize(1);
        assertThat(hosts.get(0).guests()).isEmpty();
        assertThat(cloud.networks.hostOf(UUID.fromString(id))).contains("host-2");
        assertThat(cloud.number("select count(*) from allocations where host = 'host-2'"))
                .isEqualTo(1);
        assertThat(cloud.number("select memory_mb_used from hosts where name = 'host-1'"))
                .isZero();
        assertThat(cloud.number("select count(*) from instance_action_events where result = 'Error'"))
                .isEqualTo(1);
        assertThat(cloud.number("select count(*) from instance_action_events where result = 'Success'"))
                .isEqualTo(1);
    }

    @Test
    void afterThreeTriesTheReasonIsTold() {
        var hosts = cloud.withHosts("host-1", "host-2", "host-3", "host-4");
        hosts.forEach(FakeWorker::failHere);

        String id = boot();

        assertThat(fault(id)).contains("Exceeded maximum number of retries", "the disk of this host is full");
        assertThat(hosts.stream().mapToInt(host -> host.builds().size()).sum()).isEqualTo(3);
        nothingIsLeft();
    }

    @Test
    void whatNoHostCanDoIsNotTriedTwice() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.forEach(FakeWorker::failEverywhere);

        String id = boot();

        assertThat(fault(id)).contains("aborted: the image is broken", "step spawned");
        assertThat(hosts.stream().mapToInt(host -> host.builds().size()).sum()).isEqualTo(1);
        nothingIsLeft();
    }

    /** @return a server whose boot has failed and whose ports cannot be released */
    private String bootThatCannotBeTakenBack() {
        cloud.withHosts("host-1").getFirst().failEverywhere();
        cloud.networks.failToRelease(Fault.unavailable("The network service cannot release ports now."));
        return boot();
    }

    @Test
    void aServerIsInErrorAtOnceThoughWhatItHoldsCannotBeReleased() {
        String id = bootThatCannotBeTakenBack();

        assertThat(fault(id)).contains("aborted: the image is broken", "step spawned", "request req-");
        assertThat(cloud.text("select state from workflow")).isEqualTo("UNDOING");
        assertThat(cloud.networks.portCount()).isEqualTo(1);
        cloud.networks.recover();
        nothingIsLeft();
        await().atMost(SOON).until(() -> "FAILED".equals(cloud.text("select state from workflow")));
        assertThat(api.show(id).getString("server.status")).isEqualTo("ERROR");
        assertThat(cloud.number("select count(*) from instance_action_events where result = 'Error'"))
                .isEqualTo(1);
    }

    @Test
    void aServerThatCannotBeTakenBackNowIsDeletedWhenItCan() {
        String id = bootThatCannotBeTakenBack();
        fault(id);

        api.delete("/servers/" + id).then().statusCode(204);

        assertThat(cloud.networks.portCount()).isEqualTo(1);
        cloud.networks.recover();
        api.awaitGone(id);
        nothingIsLeft();
    }

    @Test
    void aDeleteThatCannotReleaseSaysSoAndMayBeAskedForAgain() {
        String id = bootThatCannotBeTakenBack();
        fault(id);

        api.delete("/servers/" + id).then().statusCode(204);

        await().atMost(SOON.multipliedBy(2))
                .until(() -> api.show(id).getString("server.fault.message").contains("could not be deleted yet"));
        assertThat(fault(id)).contains("cannot release ports now", "step undo ports", "request req-");
        cloud.networks.recover();
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);
        nothingIsLeft();
    }

    @Test
    void aNetworkThatRefusesIsTheReason() {
        cloud.withHosts("host-1");
        cloud.networks.failToBind(Fault.conflict("No more IP addresses available on network net."));

        String id = boot();

        assertThat(fault(id)).contains("No more IP addresses available", "step ports");
        nothingIsLeft();
    }

    @Test
    void aHostThatCannotWireIsLeft() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        cloud.networks.cannotWireOn("host-1");

        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        assertThat(admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'")).isEqualTo("host-2");
        await().atMost(SOON).until(() -> hosts.get(0).guests().isEmpty());
    }

    @Test
    void aHostThatGoesDownWhileBuildingIsLeft() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        hosts.get(0).beSilent();

        String id = boot();
        awaitTask(id, "spawning");
        cloud.execute("update hosts set forced_down = true where name = 'host-1'");

        api.awaitStatus(id, "ACTIVE");
        assertThat(admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'")).isEqualTo("host-2");
    }

    /** It may be alive and only cut off, and then its guest runs. */
    @Test
    void aGuestThatHasBeenStartedIsNotStartedElsewhereWhenItsHostGoesDown() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        cloud.networks.neverTellWired();

        String id = boot();
        await().atMost(SOON).until(() -> "vif-plugged".equals(cloud.text("select step from workflow")));
        cloud.networks.recover();
        cloud.execute("update hosts set forced_down = true where name = 'host-1'");

        assertThat(fault(id)).contains("Host host-1 went down", "may still run there", "step vif-plugged");
        assertThat(hosts.get(1).builds()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void theNextHostIsToldWhenTheFormerOneHasSaidThatItsGuestIsGone() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        hosts.get(0).ignoreTerminates();
        cloud.networks.cannotWireOn("host-1");

        String id = boot();

        // told when it was given up, and again before the next one is told; others are left from tests before
        await().atMost(SOON)
                .until(() -> hosts.get(0).terminates().stream()
                                .filter(terminate ->
                                        terminate.serverId().toString().equals(id))
                                .count()
                        > 1);
        assertThat(hosts.get(0).guests()).hasSize(1);
        assertThat(hosts.get(1).builds()).isEmpty();
        hosts.get(0).recover();
        api.awaitStatus(id, "ACTIVE");
        assertThat(hosts.get(0).guests()).isEmpty();
        assertThat(hosts.get(1).guests()).hasSize(1);
    }

    @Test
    void aHostThatReportsNoMoreWhileBuildingIsLeft() {
        var hosts = cloud.withHosts("host-1", "host-2");
        hosts.get(0).with(32, 131_072, 2000).report();
        hosts.get(0).close();

        String id = boot();
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour' where name = 'host-1'");

        api.awaitStatus(id, "ACTIVE");
        assertThat(admin.show(id).getString("server.'OS-EXT-SRV-ATTR:host'")).isEqualTo("host-2");
    }

    @Test
    void reportsThatComeTwiceOrLateDoNothing() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        host.spawned(UUID.fromString(id), 1);
        cloud.networks.tellWired(UUID.fromString(id), cloud.networks.portsOf(UUID.fromString(id)), false);
        cloud.execute("update hosts set host_ip = 'forgotten'");
        host.report();
        await().atMost(SOON).until(() -> "127.0.0.1".equals(cloud.text("select host_ip from hosts")));

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        assertThat(host.guests()).hasSize(1);
        assertThat(host.terminates()).isEmpty();
    }

    @Test
    void aWordThatGotLostIsMadeUpForByTheNextReport() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.beSilent();

        String id = boot();
        await().atMost(SOON).until(() -> host.guests().containsKey(UUID.fromString(id)));
        host.report();

        api.awaitStatus(id, "ACTIVE");
    }

    @Test
    void aHostThatDidNotHearOfItsGuestIsToldAgain() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.hearNoBuilds();
        String id = boot();
        await().atMost(SOON)
                .until(() -> "spawned".equals(cloud.text("select step from workflow where state = 'WAITING'")));
        host.recover();

        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");
        host.report();

        api.awaitStatus(id, "ACTIVE");
        assertThat(host.builds()).hasSize(2);
        assertThat(host.builds().get(1)).isEqualTo(host.builds().get(0));
    }

    @Test
    void aHostIsGivenTimeToBeginAGuest() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.hearNoBuilds();
        boot();
        await().atMost(SOON)
                .until(() -> "spawned".equals(cloud.text("select step from workflow where state = 'WAITING'")));

        cloud.execute("update hosts set host_ip = 'forgotten'");
        host.report();
        await().atMost(SOON).until(() -> "127.0.0.1".equals(cloud.text("select host_ip from hosts")));

        assertThat(cloud.number("select count(*) from workflow where signal_log like '%\"missing\"%'"))
                .isZero();
    }

    @Test
    void aGuestThatNobodyWantsIsRemoved() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        var guest = host.builds().getFirst();
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);

        host.keepStray(guest);
        host.report();

        await().atMost(SOON).until(() -> host.guests().isEmpty());
    }
}
