package io.caelum.compute.server.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealInfrastructure
class ChangePowerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    private String boot() {
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private Response act(String id, String action) {
        return api.post("/servers/" + id + "/action", Collections.singletonMap(action, null));
    }

    private Response reboot(String id, String type) {
        return api.post("/servers/" + id + "/action", Map.of("reboot", Map.of("type", type)));
    }

    private JsonPath awaitAtRest(String id, String status) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> api.show(id),
                        shown -> status.equals(shown.getString("server.status")) && task(shown) == null);
    }

    private static String task(JsonPath shown) {
        return shown.getString("server.'OS-EXT-STS:task_state'");
    }

    private static int power(JsonPath shown) {
        return shown.getInt("server.'OS-EXT-STS:power_state'");
    }

    private List<String> told(String id) {
        await().atMost(SOON)
                .until(() -> cloud.number("select count(*) from workflow where kind = 'change-power'"
                                + " and finished_at is null")
                        == 0);
        return api.get("/servers/" + id + "/os-instance-actions").jsonPath().getList("instanceActions.action");
    }

    @Test
    void aServerIsStoppedAndStarted() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();

        act(id, "os-stop").then().statusCode(202);
        assertThat(power(awaitAtRest(id, "SHUTOFF"))).isEqualTo(4);
        assertThat(host.powerOf(UUID.fromString(id))).isEqualTo(4);
        act(id, "os-start").then().statusCode(202);

        assertThat(power(awaitAtRest(id, "ACTIVE"))).isEqualTo(1);
        assertThat(told(id)).isEqualTo(List.of("start", "stop", "create"));
    }

    @ParameterizedTest
    @CsvSource({"pause, PAUSED, 3, unpause", "suspend, SUSPENDED, 7, resume"})
    void aServerIsHeldAndLetGoOn(String hold, String status, int power, String letGo) {
        cloud.withHosts("host-1");
        String id = boot();

        act(id, hold).then().statusCode(202);
        assertThat(power(awaitAtRest(id, status))).isEqualTo(power);
        act(id, letGo).then().statusCode(202);

        assertThat(power(awaitAtRest(id, "ACTIVE"))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"SOFT", "hard"})
    void aServerIsRebooted(String type) {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();

        reboot(id, type).then().statusCode(202);

        awaitAtRest(id, "ACTIVE");
        assertThat(host.orders()).hasSize(1);
    }

    @Test
    void aHardRebootBringsAStoppedServerBack() {
        cloud.withHosts("host-1");
        String id = boot();
        act(id, "os-stop");
        awaitAtRest(id, "SHUTOFF");

        assertThat(reboot(id, "SOFT").statusCode()).isEqualTo(409);
        reboot(id, "HARD").then().statusCode(202);

        assertThat(power(awaitAtRest(id, "ACTIVE"))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"os-start, start", "unpause, unpause", "resume, resume"})
    void whatMakesNoSenseInItsStateIsAConflict(String action, String called) {
        cloud.withHosts("host-1");
        String id = boot();

        Response refused = act(id, action);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("conflictingRequest.message"))
                .isEqualTo("Cannot '%s' instance %s while it is in vm_state active".formatted(called, id));
    }

    @Test
    void rebootsAreSoftOrHard() {
        cloud.withHosts("host-1");
        String id = boot();

        assertThat(reboot(id, "gentle").statusCode()).isEqualTo(400);
        assertThat(api.post("/servers/" + id + "/action", Map.of("reboot", Map.of()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsBeingDoneIsShownAndNothingElseCanBeDoneMeanwhile() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.ignoreOrders();

        act(id, "os-stop").then().statusCode(202);

        assertThat(task(api.show(id))).isEqualTo("powering-off");
        Response refused = act(id, "pause");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("conflictingRequest.message")).contains("task_state powering-off");
    }

    @Test
    void whatTheHostCannotDoLeavesTheServerAsItWasAndSaysWhy() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.refuseOrders("The guest hangs.");

        act(id, "os-stop").then().statusCode(202);

        awaitAtRest(id, "ACTIVE");
        await().atMost(SOON).until(() -> cloud.text("select fault_message from servers") != null);
        assertThat(cloud.text("select fault_message from servers"))
                .contains("The guest hangs.", "step changed", "request req-");
        assertThat(api.get("/servers/" + id + "/os-instance-actions")
                        .jsonPath()
                        .getString("instanceActions[0].message"))
                .isEqualTo("Error");
    }

    @Test
    void anOrderThatWasLostIsSaidAgainWhenTheHostReports() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.hearNoOrders();
        act(id, "os-stop").then().statusCode(202);
        await().atMost(SOON)
                .until(() -> cloud.number(
                                "select count(*) from workflow where kind = 'change-power' and state =" + " 'WAITING'")
                        == 1);
        host.recover();
        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");

        host.report();

        awaitAtRest(id, "SHUTOFF");
    }

    @Test
    void aLateAnswerToAnOlderOrderMeansNothing() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        act(id, "os-stop");
        awaitAtRest(id, "SHUTOFF");
        GuestOrder stop = host.orders().getFirst();
        host.ignoreOrders();
        act(id, "os-start").then().statusCode(202);

        host.ended(stop);

        assertThat(task(api.show(id))).isEqualTo("powering-on");
        await().atMost(SOON).until(() -> host.orders().size() == 2);
        assertThat(host.orders().get(1).number()).isGreaterThan(stop.number());
    }

    @Test
    void aHostThatGoesDownEndsTheWait() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.ignoreOrders();
        act(id, "os-stop").then().statusCode(202);
        await().atMost(SOON).until(() -> host.orders().size() == 1);

        String service = admin.get("/os-services").path("services[0].id");
        admin.put("/os-services/" + service, Map.of("forced_down", true)).then().statusCode(200);

        awaitAtRest(id, "ACTIVE");
        assertThat(cloud.text("select fault_message from servers")).contains("host-1 went down");
    }

    @Test
    void aDeleteWinsOverWhatIsBeingDone() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.ignoreOrders();
        act(id, "os-stop").then().statusCode(202);

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void aGuestThatShutItselfDownMakesAStoppedServer() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.power(UUID.fromString(id), 4);
        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");

        host.report();

        assertThat(power(awaitAtRest(id, "SHUTOFF"))).isEqualTo(4);
        act(id, "os-start").then().statusCode(202);
        awaitAtRest(id, "ACTIVE");
    }

    @Test
    void aGuestThatRunsAlthoughItsServerIsStoppedIsStopped() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        act(id, "os-stop");
        awaitAtRest(id, "SHUTOFF");
        host.power(UUID.fromString(id), 1);
        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");

        host.report();

        await().atMost(SOON).until(() -> host.powerOf(UUID.fromString(id)) == 4);
        awaitAtRest(id, "SHUTOFF");
    }

    @Test
    void serversOfOthersAreNotFound() {
        cloud.withHosts("host-1");
        String id = boot();

        assertThat(ComputeApi.member("beta")
                        .post("/servers/" + id + "/action", Collections.singletonMap("os-stop", null))
                        .statusCode())
                .isEqualTo(404);
        assertThat(act(UUID.randomUUID().toString(), "os-stop").statusCode()).isEqualTo(404);
    }
}
