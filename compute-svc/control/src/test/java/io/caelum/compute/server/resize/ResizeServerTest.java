package io.caelum.compute.server.resize;

import static io.caelum.compute.server.resize.Journeys.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealInfrastructure
class ResizeServerTest {

    private static final String TINY = "1";
    private static final String SMALL = "2";
    private static final String MEDIUM = "3";

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();
    private Journeys journeys;
    private FakeWorker first;
    private FakeWorker second;

    @BeforeEach
    void twoHosts() {
        journeys = new Journeys(cloud);
        var hosts = journeys.hosts("host-1", "host-2");
        first = hosts.getFirst();
        second = hosts.get(1);
    }

    private String resized() {
        String id = journeys.boot();
        journeys.resize(id, SMALL).then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");
        return id;
    }

    @Test
    void aResizedServerRunsOnAnotherHostWithItsNewSizeAndItsAddress() {
        String id = journeys.boot();
        String address = api.show(id).getString("server.addresses.net[0].addr");

        journeys.resize(id, SMALL).then().statusCode(202);

        var shown = journeys.awaitSettled(id, "VERIFY_RESIZE");
        assertThat(shown.getInt("server.'OS-EXT-STS:power_state'")).isEqualTo(1);
        assertThat(shown.getString("server.addresses.net[0].addr")).isEqualTo(address);
        assertThat(api.at("2.47").show(id).getString("server.flavor.original_name"))
                .isEqualTo("m1.small");
        assertThat(journeys.hostOf(id)).isEqualTo("host-2");
        assertThat(journeys.portsOf(id)).isEqualTo("host-2");
        assertThat(second.received()).singleElement().satisfies(received -> {
            assertThat(received.from()).isEqualTo("host-1");
            assertThat(received.fromGeneration()).isEqualTo(1);
            assertThat(received.start()).isTrue();
            assertThat(received.build().generation()).isEqualTo(2);
            assertThat(received.build().memoryMb()).isEqualTo(2048);
        });
    }

    @Test
    void untilItIsDecidedBothHostsKeepTheirGuestAndTheirClaim() {
        String id = resized();

        journeys.hostsReport();

        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 1, 2048);
        assertThat(first.guests()).containsKey(UUID.fromString(id));
        assertThat(first.powerOf(UUID.fromString(id))).isEqualTo(4);
        assertThat(first.terminates()).isEmpty();
        assertThat(second.terminates()).isEmpty();
    }

    @Test
    void aConfirmedServerIsOnlyOnItsNewHost() {
        String id = resized();

        journeys.act(id, "confirmResize").then().statusCode(204);

        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.livesOnlyOn("host-2", id)).isTrue();
        journeys.assertHeld("host-1", 0, 0);
        journeys.assertHeld("host-2", 1, 2048);
        assertThat(journeys.migrationStatus()).isEqualTo("CONFIRMED");
    }

    @Test
    void aRevertedServerIsAsItWas() {
        String id = resized();
        String address = api.show(id).getString("server.addresses.net[0].addr");

        journeys.act(id, "revertResize").then().statusCode(202);

        var shown = journeys.awaitSettled(id, "ACTIVE");
        assertThat(shown.getInt("server.'OS-EXT-STS:power_state'")).isEqualTo(1);
        assertThat(shown.getString("server.addresses.net[0].addr")).isEqualTo(address);
        assertThat(api.at("2.47").show(id).getString("server.flavor.original_name"))
                .isEqualTo("m1.tiny");
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        assertThat(journeys.portsOf(id)).isEqualTo("host-1");
        assertThat(journeys.livesOnlyOn("host-1", id)).isTrue();
        assertThat(first.powerOf(UUID.fromString(id))).isEqualTo(1);
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 0, 0);
        assertThat(journeys.migrationStatus()).isEqualTo("REVERTED");
    }

    @Test
    void aRevertedServerCanBeResizedAgainAndComesAsAFurtherGuest() {
        String id = resized();
        journeys.act(id, "revertResize").then().statusCode(202);
        journeys.awaitSettled(id, "ACTIVE");

        journeys.resize(id, SMALL).then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");

        assertThat(second.received().getLast().build().generation()).isEqualTo(3);
        assertThat(second.received().getLast().fromGeneration()).isEqualTo(1);
    }

    @Test
    void aStoppedServerStaysOffOnBothHosts() {
        String id = journeys.boot();
        journeys.act(id, "os-stop").then().statusCode(202);
        journeys.awaitSettled(id, "SHUTOFF");

        journeys.resize(id, SMALL).then().statusCode(202);
        var shown = journeys.awaitSettled(id, "VERIFY_RESIZE");

        assertThat(shown.getInt("server.'OS-EXT-STS:power_state'")).isEqualTo(4);
        assertThat(second.received().getFirst().start()).isFalse();
        journeys.act(id, "revertResize").then().statusCode(202);
        journeys.awaitSettled(id, "SHUTOFF");
        assertThat(first.powerOf(UUID.fromString(id))).isEqualTo(4);
        journeys.resize(id, SMALL).then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "SHUTOFF");
    }

    @Test
    void anAdministratorMigratesAServerWithTheSizeThatItHas() {
        String id = journeys.boot();

        journeys.act(id, "migrate").then().statusCode(403);
        journeys.actAsAdmin(id, "migrate", null).then().statusCode(202);

        journeys.awaitSettled(id, "VERIFY_RESIZE");
        assertThat(journeys.hostOf(id)).isEqualTo("host-2");
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "ACTIVE");
        journeys.assertHeld("host-1", 0, 0);
        journeys.assertHeld("host-2", 1, 512);
    }

    @Test
    void aMigrationToAHostThatIsNamedGoesThereOrIsRefused() {
        journeys.hosts("host-1", "host-2", "host-3");
        String id = journeys.boot();

        journeys.actAsAdmin(id, "migrate", Map.of("host", "host-9")).then().statusCode(400);
        journeys.actAsAdmin(id, "migrate", Map.of("host", "host-1")).then().statusCode(400);
        journeys.actAsAdmin(id, "migrate", Map.of("host", "host-3")).then().statusCode(202);

        journeys.awaitSettled(id, "VERIFY_RESIZE");
        assertThat(journeys.hostOf(id)).isEqualTo("host-3");
    }

    @Test
    void aMigrationForWhichThereIsNoHostIsRefusedAtOnce() {
        String id = journeys.boot();
        cloud.execute("update hosts set disabled = true where name = 'host-2'");

        journeys.actAsAdmin(id, "migrate", null)
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("No valid host was found"));

        journeys.awaitSettled(id, "ACTIVE");
    }

    @Test
    void aResizeForWhichThereIsNoHostLeavesTheServerAsItWasAndSaysWhy() {
        String id = journeys.boot();
        cloud.execute("update hosts set disabled = true where name = 'host-2'");

        journeys.resize(id, SMALL).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("No valid host was found", "step place", "request req-");
        assertThat(api.get("/servers/" + id + "/os-instance-actions")
                        .jsonPath()
                        .getString("instanceActions[0].message"))
                .isEqualTo("Error");
        assertStaysOnFirst(id);
    }

    private void assertStaysOnFirst(String id) {
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        assertThat(journeys.portsOf(id)).isEqualTo("host-1");
        assertThat(journeys.livesOnlyOn("host-1", id)).isTrue();
        assertThat(first.powerOf(UUID.fromString(id))).isEqualTo(1);
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 0, 0);
        assertThat(journeys.migrationStatus()).isEqualTo("ERROR");
    }

    @Test
    void aHostThatCannotTakeTheServerLeavesItWhereItWas() {
        String id = journeys.boot();
        second.failHere();

        journeys.resize(id, SMALL).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("the disk of this host is full", "step received");
        assertStaysOnFirst(id);
    }

    @Test
    void aNetworkThatCannotBeWiredThereLeavesTheServerWhereItWas() {
        String id = journeys.boot();
        cloud.networks.cannotWireOn("host-2");

        journeys.resize(id, SMALL).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("could not be wired on host host-2");
        assertStaysOnFirst(id);
    }

    @Test
    void aGuestThatCannotBeSwitchedOffStaysAndRuns() {
        String id = journeys.boot();
        first.refuseOrders("The guest hangs.");

        journeys.resize(id, SMALL).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("The guest hangs.", "step stopped");
        assertStaysOnFirst(id);
        assertThat(second.received()).isEmpty();
    }

    @Test
    void theOtherHostGoesDownInTheMiddleAndTheServerStays() {
        String id = journeys.boot();
        second.hearNoBuilds();
        journeys.resize(id, SMALL).then().statusCode(202);
        await().atMost(SOON).until(() -> !second.received().isEmpty());

        forceDown("host-2");

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("Host host-2 went down.");
        assertStaysOnFirst(id);
    }

    private void forceDown(String host) {
        String service = admin.get("/os-services?host=" + host).path("services[0].id");
        admin.put("/os-services/" + service, Map.of("forced_down", true)).then().statusCode(200);
    }

    @Test
    void whatTheOtherHostDidNotHearItIsToldAgainWhenAHostReports() {
        String id = journeys.boot();
        second.hearNoBuilds();
        journeys.resize(id, SMALL).then().statusCode(202);
        await().atMost(SOON).until(() -> !second.received().isEmpty());
        await().atMost(SOON)
                .until(() -> cloud.number("select count(*) from workflow where kind = 'resize-server'"
                                + " and state = 'WAITING' and step = 'received'")
                        == 1);

        second.recover();
        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");
        first.report();

        journeys.awaitSettled(id, "VERIFY_RESIZE");
    }

    @Test
    void aFormerHostThatIsDownDoesNotHoldUpAConfirmation() {
        String id = resized();
        first.ignoreTerminates();
        forceDown("host-1");

        journeys.act(id, "confirmResize").then().statusCode(204);

        journeys.awaitSettled(id, "ACTIVE");
        journeys.assertHeld("host-1", 0, 0);
        first.recover();
        first.comeBack();
        assertThat(journeys.livesOnlyOn("host-2", id)).isTrue();
    }

    @Test
    void aGuestThatCannotBeStartedAgainAfterAWayBackIsAnErrorThatSaysWhy() {
        String id = resized();
        first.refuseOrders("Its disk is broken.");

        journeys.act(id, "revertResize").then().statusCode(202);

        journeys.awaitSettled(id, "ERROR");
        assertThat(journeys.fault(id)).contains("Its disk is broken.", "step started");
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 0, 0);
    }

    @Test
    void whatMakesNoSenseIsABadRequest() {
        String id = journeys.boot();

        journeys.resize(id, TINY)
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("flavorRef already"));
        journeys.resize(id, "nothing").then().statusCode(400);
        api.post("/servers/" + id + "/action", Map.of("resize", Map.of()))
                .then()
                .statusCode(400);
        api.post("/servers/" + id + "/action", Map.of("resize", Map.of("flavorRef", SMALL, "color", "red")))
                .then()
                .statusCode(400);
        assertThat(first.orders()).isEmpty();
    }

    @Test
    void aDiskDoesNotBecomeSmaller() {
        String id = resized();
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "ACTIVE");

        journeys.resize(id, TINY)
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("cannot become smaller"));
    }

    @Test
    void aProjectDoesNotGetMoreThanItMayHave() {
        String id = journeys.boot();
        String project = admin.show(id).getString("server.tenant_id");
        admin.put("/os-quota-sets/" + project, Map.of("quota_set", Map.of("ram", 2000)))
                .then()
                .statusCode(200);

        journeys.resize(id, SMALL)
                .then()
                .statusCode(403)
                .body("forbidden.message", containsString("Requested 1536, but already used 512 of 2000 ram"));

        journeys.awaitSettled(id, "ACTIVE");
    }

    @Test
    void aServerOnItsWayCountsWithTheLargerSize() {
        String id = resized();
        String project = admin.show(id).getString("server.tenant_id");

        assertThat(usedRam(project)).isEqualTo(2048);
        journeys.act(id, "revertResize").then().statusCode(202);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(usedRam(project)).isEqualTo(512);
    }

    private int usedRam(String project) {
        return admin.get("/os-quota-sets/" + project + "/detail").path("quota_set.ram.in_use");
    }

    @ParameterizedTest
    @CsvSource({"confirmResize, confirmResize", "revertResize, revertResize"})
    void onlyAServerThatHasMovedCanBeConfirmedOrReverted(String action, String called) {
        String id = journeys.boot();

        journeys.act(id, action)
                .then()
                .statusCode(409)
                .body("conflictingRequest.message", containsString("Cannot '" + called + "' instance " + id));
    }

    @Test
    void aServerThatIsLockedPausedOrMovedAlreadyIsNotResized() {
        String id = journeys.boot();
        journeys.act(id, "lock").then().statusCode(202);
        journeys.resize(id, SMALL).then().statusCode(409);
        journeys.act(id, "unlock").then().statusCode(202);
        journeys.act(id, "pause").then().statusCode(202);
        journeys.awaitSettled(id, "PAUSED");
        journeys.resize(id, SMALL).then().statusCode(409);
        journeys.act(id, "unpause").then().statusCode(202);
        journeys.awaitSettled(id, "ACTIVE");
        journeys.resize(id, SMALL).then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");

        journeys.resize(id, MEDIUM).then().statusCode(409);
        journeys.act(id, "os-stop").then().statusCode(409);
    }

    @Test
    void aServerThatWaitsToBeConfirmedIsDeletedOnBothHosts() {
        String id = resized();

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
        assertThat(cloud.number("select count(*) from migrations where ended_at is null"))
                .isZero();
    }

    @Test
    void aDeleteInTheMiddleOfAResizeWins() {
        String id = journeys.boot();
        second.beSilent();
        journeys.resize(id, SMALL).then().statusCode(202);
        await().atMost(SOON).until(() -> !second.received().isEmpty());

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
        assertThat(cloud.number("select count(*) from migrations where ended_at is null"))
                .isZero();
    }

    @Test
    void aServerThatAnAdministratorCalledActiveCanBeResizedAgain() {
        String id = resized();
        journeys.actAsAdmin(id, "os-resetState", Map.of("state", "active"))
                .then()
                .statusCode(202);

        journeys.actAsAdmin(id, "migrate", null).then().statusCode(202);

        journeys.awaitSettled(id, "VERIFY_RESIZE");
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.livesOnlyOn("host-1", id)).isTrue();
        journeys.assertHeld("host-1", 1, 2048);
        journeys.assertHeld("host-2", 0, 0);
    }

    @Test
    void itsActionsCanBeRead() {
        String id = resized();
        journeys.act(id, "confirmResize").then().statusCode(204);
        journeys.awaitSettled(id, "ACTIVE");

        var actions = api.get("/servers/" + id + "/os-instance-actions").jsonPath();
        assertThat(actions.getList("instanceActions.action")).isEqualTo(List.of("confirmResize", "resize", "create"));
        String request = actions.getString("instanceActions[1].request_id");
        var events =
                admin.get("/servers/" + id + "/os-instance-actions/" + request).jsonPath();
        assertThat(events.getList("instanceAction.events.event")).isEqualTo(List.of("compute_resize_instance"));
        assertThat(events.getList("instanceAction.events.result")).isEqualTo(List.of("Success"));
    }
}
