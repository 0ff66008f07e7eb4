package io.caelum.compute.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.contract.compute.HostReport;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class HostReportsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Cloud cloud;

    @Inject
    HostReports reports;

    private final ComputeApi admin = ComputeApi.admin();
    private final Instant now = Instant.now();

    private void take(Instant reportedAt, int vcpus, HostReport.Guest... guests) {
        reports.take(report(reportedAt, vcpus, guests)).await().atMost(SOON);
    }

    private HostReport report(Instant reportedAt, int vcpus, HostReport.Guest... guests) {
        return new HostReport(
                "host-1",
                "simulated",
                "1",
                "127.0.0.1",
                vcpus,
                65_536,
                1_000,
                now,
                Optional.of(reportedAt),
                List.of(guests));
    }

    private String state() {
        return admin.get("/os-services?host=host-1").path("services[0].state");
    }

    private long vcpus() {
        return cloud.number("select vcpus from hosts where name = 'host-1'");
    }

    @Test
    void aReportThatComesAfterANewerOneChangesNothing() {
        cloud.withHosts();
        take(now, 8);

        take(now.minusSeconds(20), 4);

        assertThat(vcpus()).isEqualTo(8);
        take(now.plusSeconds(5), 16);
        assertThat(vcpus()).isEqualTo(16);
    }

    @Test
    void aLateReportDoesNotReviveADeadHost() {
        cloud.withHosts();
        take(now, 8);
        cloud.execute("update hosts set last_seen = last_seen - interval '1 hour'");

        take(now.minusSeconds(5), 8);

        assertThat(state()).isEqualTo("down");
        take(now.plusSeconds(60), 8);
        assertThat(state()).isEqualTo("up");
    }

    @Test
    void whatAHostSaidBeforeItLeftDoesNotBringItBack() {
        cloud.withHosts();
        take(now, 8);
        reports.sayGoodbye(report(now.plusSeconds(3), 8)).await().atMost(SOON);

        take(now.plusSeconds(2), 8);

        assertThat(state()).isEqualTo("down");
        take(now.plusSeconds(4), 8);
        assertThat(state()).isEqualTo("up");
    }

    @Test
    void theClockOfAHostMayBeWrong() {
        cloud.withHosts();

        take(now.plus(Duration.ofDays(1)), 8);
        assertThat(state()).isEqualTo("up");
        take(now.minus(Duration.ofDays(1)), 4);

        assertThat(state()).isEqualTo("up");
        assertThat(vcpus()).isEqualTo(4);
    }

    @Test
    void aHostThatReturnsKeepsItsOwnGuestsOnly() {
        var host = cloud.withHosts("host-1", "host-2").getFirst();
        cloud.execute("update hosts set disabled = true where name = 'host-2'");
        ComputeApi api = ComputeApi.member("alpha");
        String own = api.boot("own", cloud.image, cloud.network).path("server.id");
        String moved = api.boot("moved", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(own, "ACTIVE");
        api.awaitStatus(moved, "ACTIVE");
        cloud.execute("update servers set host = 'host-2' where id = '" + moved + "'");

        List<UUID> kept = host.comeBack();

        assertThat(kept).containsExactly(UUID.fromString(own));
        assertThat(host.guests()).containsOnlyKeys(UUID.fromString(own));
    }

    @Test
    void aHostMayStartAGuestLateOnlyIfItsServerIsStillItsOwn() {
        var host = cloud.withHosts("host-1").getFirst();
        ComputeApi api = ComputeApi.member("alpha");
        String id = api.boot("late", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        UUID server = UUID.fromString(id);

        assertThat(host.builds().getLast().startBefore()).isPresent();
        assertThat(host.mayStart(server, 1))
                .hasValueSatisfying(until ->
                        assertThat(until).isBetween(Instant.now(), Instant.now().plusSeconds(15)));
        assertThat(host.mayStart(server, 2)).isEmpty();

        cloud.execute("update servers set host = 'host-2' where id = '" + id + "'");
        assertThat(host.mayStart(server, 1)).isEmpty();
    }

    @Test
    void aServerWhoseGuestIsGoneSaysSo() {
        cloud.withHosts("host-1");
        ComputeApi api = ComputeApi.member("alpha");
        String id = api.boot("gone", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        cloud.execute("update servers set updated_at = updated_at - interval '1 minute'");

        take(Instant.now().plusSeconds(1), 8);
        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        take(Instant.now().plusSeconds(2), 8);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ERROR");
        assertThat(api.show(id).getString("server.fault.message"))
                .contains("guest is not on host host-1", "step check-guest, request req-");
        assertThat(cloud.number("select count(*) from allocations")).isOne();
    }

    @Test
    void aServerWhoseGuestIsThereAgainRunsAgain() {
        cloud.withHosts("host-1");
        ComputeApi api = ComputeApi.member("alpha");
        String id = api.boot("back", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        cloud.execute("update servers set updated_at = updated_at - interval '1 minute'");
        var guest = new HostReport.Guest(UUID.fromString(id), cloud.number("select generation from servers"), 1);
        take(Instant.now().plusSeconds(1), 8);
        take(Instant.now().plusSeconds(2), 8);
        assertThat(api.show(id).getString("server.status")).isEqualTo("ERROR");

        take(Instant.now().plusSeconds(3), 8, guest);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        assertThat(cloud.number("select count(*) from servers where fault_message is null and power_state = 1"))
                .isOne();
    }

    @Test
    void aGuestThatWasOverlookedOnceDoesNoHarm() {
        cloud.withHosts("host-1");
        ComputeApi api = ComputeApi.member("alpha");
        String id = api.boot("seen", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        cloud.execute("update servers set updated_at = updated_at - interval '1 minute'");
        var guest = new HostReport.Guest(UUID.fromString(id), cloud.number("select generation from servers"), 1);

        take(Instant.now().plusSeconds(1), 8);
        take(Instant.now().plusSeconds(2), 8, guest);
        take(Instant.now().plusSeconds(3), 8);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
    }

    @Test
    void aReportFromBeforeTheServerRanSaysNothingAboutItsGuest() {
        cloud.withHosts("host-1");
        ComputeApi api = ComputeApi.member("alpha");
        String id = api.boot("young", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");

        take(Instant.now().plusSeconds(1), 8);
        take(Instant.now().plusSeconds(2), 8);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
    }
}
