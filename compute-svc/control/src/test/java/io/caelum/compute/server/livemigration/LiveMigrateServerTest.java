package io.caelum.compute.server.livemigration;

import static io.caelum.compute.server.resize.Journeys.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.compute.server.resize.Journeys;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.testkit.fake.FakeWorker;
import io.caelum.testkit.workflow.Rehearses;
import io.caelum.testkit.workflow.Trial;
import io.caelum.testkit.workflow.WorkflowKit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
@Rehearses(LiveMigrateServer.class)
class LiveMigrateServerTest {

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();
    private Journeys journeys;
    private FakeWorker first;
    private FakeWorker second;

    @BeforeEach
    void twoHosts() {
        journeys = new Journeys(cloud);
        begin("host-1", "host-2");
    }

    private void begin(String... names) {
        List<FakeWorker> hosts = journeys.hosts(names);
        hosts.forEach(host -> host.travelTo(hosts));
        first = hosts.getFirst();
        second = hosts.get(1);
    }

    private Response migrate(ComputeApi client, String id, String host) {
        var arguments = new HashMap<String, Object>();
        arguments.put("host", host);
        arguments.put("block_migration", "auto");
        return client.post("/servers/" + id + "/action", Map.of("os-migrateLive", arguments));
    }

    private Response migrate(String id) {
        return migrate(admin, id, null);
    }

    private void awaitStep(String step) {
        await().atMost(SOON)
                .until(() -> cloud.number("select count(*) from workflow where kind = 'live-migrate-server'"
                                + " and state = 'WAITING' and step = '" + step + "'")
                        == 1);
    }

    private void assertStaysOnFirst(String id) {
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        assertThat(journeys.portsOf(id)).isEqualTo("host-1");
        assertThat(cloud.networks.preparedOn(UUID.fromString(id))).isEmpty();
        assertThat(journeys.livesOnlyOn("host-1", id)).isTrue();
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 0, 0);
        assertThat(journeys.migrationStatus()).isEqualTo("ERROR");
    }

    private void assertIsOnSecond(String id) {
        assertThat(journeys.hostOf(id)).isEqualTo("host-2");
        assertThat(journeys.portsOf(id)).isEqualTo("host-2");
        assertThat(journeys.livesOnlyOn("host-2", id)).isTrue();
        journeys.assertHeld("host-1", 0, 0);
        journeys.assertHeld("host-2", 1, 512);
        assertThat(journeys.migrationStatus()).isEqualTo("COMPLETED");
    }

    @Test
    void aServerGoesToAnotherHostAndKeepsItsAddress() {
        String id = journeys.boot();
        String address = api.show(id).getString("server.addresses.net[0].addr");

        migrate(id).then().statusCode(202);

        var shown = journeys.awaitSettled(id, "ACTIVE");
        assertThat(shown.getString("server.addresses.net[0].addr")).isEqualTo(address);
        assertIsOnSecond(id);
        assertThat(first.journeys()).singleElement().satisfies(journey -> {
            assertThat(journey.to()).isEqualTo("host-2");
            assertThat(journey.runs()).isTrue();
            assertThat(journey.order().generation()).isEqualTo(1);
            assertThat(journey.build().generation()).isEqualTo(2);
        });
    }

    @Test
    void onItsWayItIsMigratingAndWiredOnBothHosts() {
        String id = journeys.boot();
        first.ignoreOrders();

        migrate(id).then().statusCode(202);
        awaitStep("brought");

        var shown = admin.show(id);
        assertThat(shown.getString("server.status")).isEqualTo("MIGRATING");
        assertThat(shown.getString("server.'OS-EXT-STS:task_state'")).isEqualTo("migrating");
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        assertThat(journeys.portsOf(id)).isEqualTo("host-1");
        assertThat(cloud.networks.preparedOn(UUID.fromString(id))).contains("host-2");
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 1, 512);
        journeys.resize(id, "2").then().statusCode(409);
    }

    @Test
    void aGuestThatIsOnItsWayIsLeftAloneByReports() {
        String id = journeys.boot();
        first.ignoreOrders();
        migrate(id).then().statusCode(202);
        awaitStep("brought");
        second.keepArrivalsToItself();
        second.arrive(first.journeys().getFirst());

        journeys.hostsReport();
        journeys.hostsReport();

        assertThat(second.terminates()).isEmpty();
        assertThat(first.terminates()).isEmpty();
        assertThat(second.guests()).containsKey(UUID.fromString(id));
    }

    @Test
    void whatTheOtherHostSaysIsEnough() {
        String id = journeys.boot();
        first.ignoreOrders();
        migrate(id).then().statusCode(202);
        awaitStep("brought");

        second.arrive(first.journeys().getFirst());

        journeys.awaitSettled(id, "ACTIVE");
        assertIsOnSecond(id);
    }

    @Test
    void aPausedServerIsPausedThereToo() {
        String id = journeys.boot();
        journeys.act(id, "pause").then().statusCode(202);
        journeys.awaitSettled(id, "PAUSED");

        migrate(id).then().statusCode(202);

        var shown = journeys.awaitSettled(id, "PAUSED");
        assertThat(journeys.hostOf(id)).isEqualTo("host-2");
        assertThat(shown.getInt("server.'OS-EXT-STS:power_state'")).isEqualTo(3);
        assertThat(first.journeys().getFirst().runs()).isFalse();
    }

    @Test
    void itGoesToTheHostThatIsNamed() {
        begin("host-1", "host-2", "host-3");
        String id = journeys.boot();

        migrate(admin, id, "host-9").then().statusCode(400);
        migrate(admin, id, "host-1").then().statusCode(400);
        migrate(admin, id, "host-3").then().statusCode(202);

        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.hostOf(id)).isEqualTo("host-3");
    }

    @Test
    void aGuestThatCannotBeBroughtGoesOnWhereItIs() {
        String id = journeys.boot();
        first.refuseOrders("Its memory changes too fast.");

        migrate(id).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("Its memory changes too fast.", "step brought", "request req-");
        assertStaysOnFirst(id);
        assertThat(api.get("/servers/" + id + "/os-instance-actions")
                        .jsonPath()
                        .getString("instanceActions[0].message"))
                .isEqualTo("Error");
    }

    @Test
    void portsThatCannotBeWiredThereKeepItWhereItIs() {
        String id = journeys.boot();
        cloud.networks.failToBind(new Fault(Fault.Kind.CONFLICT, "PortBindingFailed", "No agent lives there."));

        migrate(id).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("No agent lives there.", "step ports");
        assertStaysOnFirst(id);
        assertThat(first.journeys()).isEmpty();
    }

    @Test
    void aServerThatHasArrivedStaysThereEvenIfItsPortsDoNotFollow() {
        String id = journeys.boot();
        cloud.networks.failToActivate(new Fault(Fault.Kind.CONFLICT, "Broken", "The ports are stuck."));

        migrate(id).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("The ports are stuck.", "step activate");
        assertThat(journeys.hostOf(id)).isEqualTo("host-2");
        await().atMost(SOON).until(() -> journeys.livesOnlyOn("host-2", id));
        journeys.assertHeld("host-1", 0, 0);
        journeys.assertHeld("host-2", 1, 512);
    }

    @Test
    void anOrderThatWasLostIsSaidAgainWhenTheHostReports() {
        String id = journeys.boot();
        first.hearNoOrders();
        migrate(id).then().statusCode(202);
        awaitStep("brought");

        first.recover();
        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");
        first.report();

        journeys.awaitSettled(id, "ACTIVE");
        assertIsOnSecond(id);
    }

    @Test
    void aDeleteOnTheWayWinsAndLeavesNothing() {
        String id = journeys.boot();
        first.ignoreOrders();
        migrate(id).then().statusCode(202);
        awaitStep("brought");

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
        assertThat(cloud.number("select count(*) from migrations where ended_at is null"))
                .isZero();
    }

    @Test
    void onlyAdministratorsMoveServersAndOnlyThoseThatRun() {
        String id = journeys.boot();
        migrate(api, id, null).then().statusCode(403);
        journeys.act(id, "os-stop").then().statusCode(202);
        journeys.awaitSettled(id, "SHUTOFF");

        migrate(id)
                .then()
                .statusCode(409)
                .body("conflictingRequest.message", containsString("Cannot 'live-migration' instance " + id));
    }

    @Test
    void beforeItWasDoneInTheBackgroundWhatSpeaksAgainstItWasABadRequest() {
        String id = journeys.boot();
        cloud.execute("update hosts set disabled = true where name = 'host-2'");

        migrate(admin.at("2.33"), id, null)
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("No valid host was found"));
        migrate(id).then().statusCode(202);

        await().atMost(SOON).until(() -> journeys.fault(id) != null);
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.fault(id)).contains("No valid host was found", "step place");
        assertStaysOnFirst(id);
    }

    @Test
    void theArgumentsAreThoseOfTheMicroversion() {
        String id = journeys.boot();
        var early = new HashMap<String, Object>(Map.of("block_migration", true, "disk_over_commit", false));
        early.put("host", null);
        Map<String, Object> plain = Map.of("host", "host-2", "block_migration", "auto");

        act(admin, id, Map.of("block_migration", "auto")).then().statusCode(400);
        act(admin, id, Map.of("host", "host-2")).then().statusCode(400);
        act(admin, id, Map.of("host", "host-2", "block_migration", "perhaps"))
                .then()
                .statusCode(400);
        act(admin, id, early).then().statusCode(400);
        act(admin.at("2.24"), id, plain).then().statusCode(400);
        act(admin.at("2.29"), id, Map.of("host", "host-2", "block_migration", "auto", "force", true))
                .then()
                .statusCode(400);
        act(admin, id, Map.of("host", "host-2", "block_migration", false))
                .then()
                .statusCode(400)
                .body("badRequest.message", containsString("share no storage"));
        act(admin.at("2.1"), id, early).then().statusCode(202);

        journeys.awaitSettled(id, "ACTIVE");
        assertIsOnSecond(id);
    }

    private static Response act(ComputeApi client, String id, Map<String, Object> arguments) {
        return client.post("/servers/" + id + "/action", Map.of("os-migrateLive", arguments));
    }

    @Test
    void whatIsUnderWayIsListedWithTheServerAndCannotBeAborted() {
        String id = journeys.boot();
        first.ignoreOrders();
        migrate(id).then().statusCode(202);
        awaitStep("brought");

        Response listed = admin.get("/servers/" + id + "/migrations");
        listed.then()
                .statusCode(200)
                .body("migrations[0].status", equalTo("running"))
                .body("migrations[0].source_compute", equalTo("host-1"))
                .body("migrations[0].dest_compute", equalTo("host-2"))
                .body("migrations[0].server_uuid", equalTo(id));
        int number = listed.path("migrations[0].id");
        admin.get("/servers/" + id + "/migrations/" + number).then().statusCode(200);
        admin.get("/servers/" + id + "/migrations/999999").then().statusCode(404);
        admin.delete("/servers/" + id + "/migrations/" + number).then().statusCode(501);
        admin.post("/servers/" + id + "/migrations/" + number + "/action", Map.of("force_complete", Map.of()))
                .then()
                .statusCode(501);
        admin.at("2.22").get("/servers/" + id + "/migrations").then().statusCode(404);
        api.get("/servers/" + id + "/migrations").then().statusCode(403);
    }

    @Test
    @Tag("long")
    void aLiveMigrationTakesTheServerToTheOtherHostOrLeavesItAsItWas() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(LiveMigrateServer.KIND)
                        .begunBy(this::bootAndMigrate)
                        .succeeding(server -> {
                            journeys.awaitSettled(server.toString(), "ACTIVE");
                            assertIsOnSecond(server.toString());
                            deleteAll(server);
                        })
                        .failing(server -> {
                            journeys.awaitSettled(server.toString(), "ACTIVE");
                            String host = journeys.hostOf(server.toString());
                            await().atMost(SOON).until(() -> journeys.livesOnlyOn(host, server.toString()));
                            journeys.assertHeld(host, 1, 512);
                            journeys.assertHeld(host.equals("host-1") ? "host-2" : "host-1", 0, 0);
                            deleteAll(server);
                        })
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                this::assertGone));
    }

    private UUID bootAndMigrate() {
        journeys.hostsReport();
        String id = journeys.boot();
        migrate(id).then().statusCode(202);
        return UUID.fromString(id);
    }

    private void deleteAll(UUID server) {
        api.delete("/servers/" + server).then().statusCode(204);
        assertGone(server);
    }

    private void assertGone(UUID server) {
        api.awaitGone(server.toString());
        await().atMost(SOON).until(cloud::holdsNothing);
    }
}
