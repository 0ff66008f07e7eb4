package io.caelum.compute.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.compute.server.resize.Journeys;
import io.caelum.platform.data.EventLoop;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class HealerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    @Inject
    Healer healer;

    @Inject
    Vertx vertx;

    private final ComputeApi api = ComputeApi.member("alpha");

    private void heal() {
        EventLoop.runApart(vertx, healer::round).await().atMost(SOON);
    }

    private String active() {
        String id = api.boot("s1", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private void make(String id, String states) {
        cloud.execute("update servers set %s, updated_at = now() - interval '1 minute' where id = '%s'"
                .formatted(states, id));
    }

    private String fault(String id) {
        return cloud.text("select fault_message from servers where id = '" + id + "'");
    }

    @Test
    void aClaimOfNoServerIsReleased() {
        cloud.withHosts("host-1");
        cloud.execute("insert into allocations values ('%s', 'host-1', 2, 1024, 10)".formatted(UUID.randomUUID()));
        cloud.execute("update hosts set vcpus_used = 2, memory_mb_used = 1024, disk_gb_used = 10, servers = 1");

        heal();

        assertThat(cloud.holdsNothing()).isTrue();
    }

    @Test
    void aServerWithoutItsClaimGetsItBack() {
        cloud.withHosts("host-1");
        String id = active();
        long memory = cloud.number("select memory_mb_used from hosts");
        cloud.execute("delete from allocations");
        cloud.execute("update hosts set vcpus_used = 0, memory_mb_used = 0, disk_gb_used = 0, servers = 0");
        make(id, "vm_state = 'ACTIVE'");

        heal();

        assertThat(cloud.number("select count(*) from allocations where server_id = '" + id + "'"))
                .isOne();
        assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(memory);
        assertThat(cloud.number("select servers from hosts")).isOne();
    }

    @Test
    void aHostThatCountsWronglyIsCountedAgain() {
        cloud.withHosts("host-1");
        active();
        long memory = cloud.number("select memory_mb_used from hosts");
        cloud.execute("update hosts set memory_mb_used = memory_mb_used + 77, servers = 9");

        heal();

        assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(memory);
        assertThat(cloud.number("select servers from hosts")).isOne();
    }

    @Test
    void whatIsInOrderStaysAsItIs() {
        cloud.withHosts("host-1");
        String id = active();
        make(id, "vm_state = 'ACTIVE'");
        String before = cloud.text("select cast(s as text) from servers s");

        heal();

        assertThat(cloud.text("select cast(s as text) from servers s")).isEqualTo(before);
        assertThat(cloud.number("select count(*) from allocations")).isOne();
    }

    private String waitsToBeConfirmed() {
        var journeys = new Journeys(cloud);
        journeys.hosts("host-1", "host-2");
        String id = journeys.boot();
        journeys.resize(id, "2").then().statusCode(202);
        journeys.awaitSettled(id, "VERIFY_RESIZE");
        cloud.execute("update migrations set updated_at = now() - interval '1 minute'");
        return id;
    }

    @Test
    void whatAServerThatCanGoBackHoldsOnBothHostsIsLeftAlone() {
        String id = waitsToBeConfirmed();
        make(id, "vm_state = 'RESIZED'");

        heal();

        assertThat(cloud.number("select count(*) from allocations")).isEqualTo(2);
        assertThat(cloud.number("select count(*) from migrations where ended_at is null"))
                .isOne();
    }

    @Test
    void aMigrationThatNobodyDecidesAnyMoreIsEndedAndItsClaimReleased() {
        String id = waitsToBeConfirmed();
        make(id, "vm_state = 'ACTIVE'");

        heal();
        cloud.execute("update migrations set updated_at = now() - interval '1 minute'");
        heal();

        assertThat(cloud.number("select count(*) from migrations where ended_at is null"))
                .isZero();
        assertThat(cloud.number("select count(*) from allocations where server_id = '" + id + "'"))
                .isOne();
        assertThat(cloud.number("select count(*) from allocations")).isOne();
    }

    @Test
    void aBuildThatNobodyWorksOnEndsInErrorWithTheReason() {
        cloud.withHosts("host-1");
        String id = active();
        make(id, "vm_state = 'BUILDING', task_state = 'SPAWNING'");

        heal();

        api.awaitStatus(id, "ERROR");
        assertThat(fault(id)).contains("was lost", "step heal, request req-");
        assertThat(cloud.number("""
                select count(*) from servers where fault_code = 500 and fault_at is not null and task_state is null""")).isOne();
    }

    @Test
    void whatCannotBeHealedKeepsNothingElseFromIt() {
        cloud.withHosts("host-1");
        String bad = active();
        String good = active();
        make(bad, "vm_state = 'BUILDING', task_state = 'SPAWNING'");
        make(good, "vm_state = 'BUILDING', task_state = 'SPAWNING'");
        cloud.execute("update hosts set memory_mb_used = memory_mb_used + 77");
        cloud.execute(
                "alter table servers add constraint bad check (id <> '%s' or vm_state <> 'ERROR')".formatted(bad));
        try {
            heal();
            api.awaitStatus(good, "ERROR");
            assertThat(api.show(bad).getString("server.status")).isEqualTo("BUILD");
            assertThat(cloud.number("select memory_mb_used from hosts")).isEqualTo(2 * 512);
        } finally {
            cloud.execute("alter table servers drop constraint bad");
        }

        heal();

        api.awaitStatus(bad, "ERROR");
    }

    @Test
    void aBuildThatSomebodyWorksOnIsLeftAlone() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.beSilent();
        String id = api.boot("s1", cloud.image, cloud.network).path("server.id");
        await().atMost(SOON).until(() -> host.guests().containsKey(UUID.fromString(id)));
        cloud.execute("update servers set updated_at = now() - interval '1 hour'");

        heal();

        assertThat(api.show(id).getString("server.status")).isEqualTo("BUILD");
    }

    @Test
    void aDeleteThatWasLostIsDoneAfterAll() {
        cloud.withHosts("host-1");
        String id = active();
        make(id, "task_state = 'DELETING'");

        heal();

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void anErrorThatSaysNothingGetsWhatIsKnown() {
        cloud.withHosts("host-1");
        String id = active();
        String request = cloud.text("select request_id from instance_actions where server_id = '" + id + "'");
        make(id, "vm_state = 'ERROR'");

        heal();
        String explained = fault(id);
        heal();

        assertThat(explained).contains("not recorded", "step unknown, request " + request);
        assertThat(fault(id)).isEqualTo(explained);
    }

    @Test
    void twoWhoGoTheRoundsAtOnceDoItOnce() {
        cloud.withHosts("host-1");
        for (int i = 0; i < 5; i++) {
            cloud.execute("insert into allocations values ('%s', 'host-1', 1, 1, 1)".formatted(UUID.randomUUID()));
        }
        cloud.execute("update hosts set vcpus_used = 5, memory_mb_used = 5, disk_gb_used = 5, servers = 5");

        Uni.join()
                .all(
                        EventLoop.runApart(vertx, healer::round),
                        EventLoop.runApart(vertx, healer::round),
                        EventLoop.runApart(vertx, healer::round))
                .andFailFast()
                .await()
                .atMost(SOON);

        assertThat(cloud.holdsNothing()).isTrue();
    }
}
