package io.caelum.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of breach is found with its ids, and what is as it should be is not found. */
class ChecksTest {

    private static SeededCloud cloud;

    @TempDir
    Path store;

    @BeforeAll
    static void make() {
        cloud = new SeededCloud();
    }

    @AfterAll
    static void remove() {
        cloud.close();
    }

    @BeforeEach
    void twoHosts() throws IOException {
        cloud.reset();
        cloud.host("host-1");
        cloud.host("host-2");
        Files.createDirectory(store.resolve("images"));
        Files.createDirectory(store.resolve("incoming"));
    }

    private List<Breach> found(Check check) {
        try (Sight sight = cloud.sight(store)) {
            return check.run(sight);
        }
    }

    private void assertOne(Check check, String kind, Object subject) {
        assertThat(found(check))
                .extracting(Breach::kind, Breach::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, subject.toString()));
    }

    @Test
    void aCloudInOrderHasNoBreach() throws IOException {
        UUID server = cloud.server("host-1");
        UUID network = cloud.network("local", 0);
        UUID port = cloud.port(network, server, "host-1");
        cloud.address(cloud.subnet(network), port, "10.0.0.5");
        cloud.execute("compute", "update servers set ports = '[{\"portId\": \"%s\"}]'".formatted(port));
        UUID upload = UUID.randomUUID();
        UUID image = cloud.image("ACTIVE", null, 3);
        cloud.execute("image", "update image set store_key = id || '.%s'".formatted(upload));
        old(Files.writeString(store.resolve("images").resolve(image + "." + upload), "abc"));
        cloud.event("compute", "1 second");

        for (Check check : Checks.ALL) {
            if (!(check instanceof StuckMessages)) {
                assertThat(found(check)).as(check.getClass().getSimpleName()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatNobodyWorksOnIsFound() {
        UUID building = cloud.serverRow("BUILDING", null);
        UUID worked = cloud.serverRow("BUILDING", null);
        cloud.workflow("boot-server", worked);

        assertOne(new ServersUnderWay(), "server-without-workflow", building);
    }

    @Test
    void whatHasJustBegunIsNotJudged() {
        cloud.serverRow("BUILDING", null);
        cloud.execute("compute", "update servers set updated_at = now()");

        assertThat(found(new ServersUnderWay())).isEmpty();
    }

    @Test
    void aWorkflowThatNobodyTakesUpIsFound() {
        UUID workflow = cloud.workflow("boot-server", cloud.server("host-1"));
        cloud.execute("compute", "update workflow set owner = null, leased_until = now() - interval '1 minute'");

        assertOne(new WorkflowsUnderWay(), "workflow-stuck", workflow);
    }

    @Test
    void aWorkflowPastItsDeadlineIsFound() {
        UUID workflow = cloud.workflow("boot-server", cloud.server("host-1"));
        cloud.execute("compute", "update workflow set deadline = now() - interval '5 minutes'");

        assertOne(new WorkflowsUnderWay(), "workflow-stuck", workflow);
    }

    @Test
    void aWorkflowOfNoServerIsFound() {
        UUID workflow = cloud.workflow("delete-server", UUID.randomUUID());

        assertOne(new WorkflowsUnderWay(), "workflow-without-server", workflow);
    }

    @Test
    void anUploadThatDiedIsFound() {
        UUID image = cloud.image("SAVING", null, 0);
        cloud.execute(
                "image", "update image set upload_id = gen_random_uuid(), upload_lease = now() - interval '5 minutes'");

        assertOne(new UploadsUnderWay(), "upload-dead", image);
    }

    @Test
    void aPortThatNobodyWiresIsFound() {
        UUID port = cloud.port(cloud.network("local", 0), UUID.randomUUID(), "host-1");
        cloud.execute("network", "update port set status = 'DOWN', wire_due_at = now()");

        assertOne(new PortsUnderWay(), "port-not-wired", port);
    }

    @Test
    void twoGuestsOfOneServerAreFound() {
        UUID server = cloud.server("host-1");
        cloud.guest(server, "host-2");

        assertOne(new DoubleGuests(), "double-guest", server);
        assertOne(new GuestsWithoutServer(), "guest-without-server", server + " on host-2");
    }

    @Test
    void aServerThatCanStillGoBackHasAGuestAndAClaimOnBothHosts() {
        UUID server = cloud.server("host-2");
        cloud.migration(server, "host-1", "host-2", "RESIZE", true);
        cloud.guestThatIsOff(server, "host-1");

        assertThat(found(new DoubleGuests())).isEmpty();
        assertThat(found(new GuestsWithoutServer())).isEmpty();
        assertThat(found(new Claims())).isEmpty();
        assertThat(found(new HostSums())).isEmpty();
    }

    @Test
    void aServerThatRunsOnBothHostsOfAMigrationIsFound() {
        UUID server = cloud.server("host-2");
        cloud.migration(server, "host-1", "host-2", "RESIZE", true);
        cloud.guest(server, "host-1");

        assertOne(new DoubleGuests(), "double-guest", server);
    }

    @Test
    void ofAServerThatGoesWhileItRunsNobodyCanSayWhereItRuns() {
        UUID server = cloud.server("host-1");
        cloud.migration(server, "host-1", "host-2", "LIVE_MIGRATION", true);
        cloud.guest(server, "host-2");

        assertThat(found(new DoubleGuests())).isEmpty();
    }

    @Test
    void whatAMigrationLeavesThatIsOverIsFound() {
        UUID server = cloud.server("host-2");
        UUID migration = cloud.migration(server, "host-1", "host-2", "RESIZE", false);
        cloud.guestThatIsOff(server, "host-1");

        assertOne(new Claims(), "claim-without-server", migration);
        assertOne(new DoubleGuests(), "double-guest", server);
        assertOne(new GuestsWithoutServer(), "guest-without-server", server + " on host-1");
    }

    @Test
    void aGuestOfNoServerIsFoundAndItsHostToldToRemoveIt() {
        UUID server = UUID.randomUUID();
        cloud.guest(server, "host-1");

        assertOne(new GuestsWithoutServer(), "guest-without-server", server + " on host-1");
        assertThat(found(new GuestsWithoutServer()).getFirst().repair()).isInstanceOf(Repair.Order.class);
    }

    @Test
    void aGuestOfADeletedServerIsFoundWhenItHasHadTimeToGo() {
        UUID server = cloud.server("host-1");
        cloud.execute("compute", "update servers set deleted_at = now(), vm_state = 'DELETED', updated_at = now()");
        assertThat(found(new GuestsWithoutServer())).isEmpty();

        cloud.execute("compute", "update servers set updated_at = now() - interval '1 minute'");

        assertOne(new GuestsWithoutServer(), "guest-without-server", server + " on host-1");
    }

    @Test
    void anActiveServerWithoutItsGuestIsFound() {
        UUID server = cloud.server("host-1");
        cloud.noGuestsOn("host-1");

        assertOne(new ServersWithoutGuest(), "server-without-guest", server);
    }

    @Test
    void ofAHostThatCouldNotBeAskedNothingIsSaid() {
        cloud.server("host-1");
        cloud.silence("host-1");

        assertThat(found(new ServersWithoutGuest())).isEmpty();
    }

    @Test
    void aPortOfNoServerIsFound() {
        UUID port = cloud.port(cloud.network("local", 0), UUID.randomUUID(), "host-1");

        assertOne(new PortsWithoutServer(), "port-without-server", port);
    }

    @Test
    void whatAUserHasWrittenIntoAPortIsTheUsersAffair() {
        cloud.port(cloud.network("local", 0), UUID.randomUUID(), "host-1");
        cloud.execute("network", "update port set made_for_server = false, binding_host = ''");

        assertThat(found(new PortsWithoutServer())).isEmpty();
    }

    @Test
    void aPortOnAnotherHostThanItsServerIsFound() {
        UUID port = cloud.port(cloud.network("local", 0), cloud.server("host-1"), "host-2");

        assertOne(new PortsWithoutServer(), "port-elsewhere", port);
    }

    @Test
    void aServerWhosePortIsGoneIsFound() {
        UUID server = cloud.server("host-1");
        UUID port = UUID.randomUUID();
        cloud.execute("compute", "update servers set ports = '[{\"portId\": \"%s\"}]'".formatted(port));

        assertOne(new PortsWithoutServer(), "server-without-port", server + " " + port);
    }

    @Test
    void aClaimOfNoServerIsFound() {
        UUID server = UUID.randomUUID();
        cloud.claim(server, "host-1");

        assertOne(new Claims(), "claim-without-server", server);
    }

    @Test
    void aServerWithoutItsClaimIsFound() {
        UUID server = cloud.serverRow("ACTIVE", "host-1");

        assertOne(new Claims(), "server-without-claim", server);
    }

    @Test
    void aWiringOfNoPortIsFound() {
        UUID port = UUID.randomUUID();
        cloud.wired(port, "host-1");

        assertOne(new Wirings(), "wiring-without-port", port + " on host-1");
    }

    @Test
    void aPortThatIsAboutToFollowItsServerIsWiredOnBothHosts() {
        UUID port = cloud.port(cloud.network("local", 0), UUID.randomUUID(), "host-1");
        cloud.execute("network", "insert into port_move values ('%s', 'host-2', 2, 'ovs')".formatted(port));
        cloud.wired(port, "host-2");

        assertThat(found(new Wirings())).isEmpty();
    }

    @Test
    void aPortThatOnlyLooksWiredIsFound() {
        UUID port = cloud.port(cloud.network("local", 0), UUID.randomUUID(), "host-1");
        cloud.execute("network", "update port set binding_host = 'host-2'");

        assertThat(found(new Wirings()))
                .extracting(Breach::kind)
                .containsExactlyInAnyOrder("wiring-without-port", "port-without-wiring");
        assertThat(found(new Wirings())).anyMatch(breach -> breach.subject().equals(port.toString()));
    }

    @Test
    void aHostThatCountsWronglyIsFound() {
        cloud.server("host-1");
        cloud.execute("compute", "update hosts set memory_mb_used = memory_mb_used + 1 where name = 'host-1'");

        assertOne(new HostSums(), "host-sum", "host-1");
    }

    @Test
    void aProjectThatHasMoreThanItMayIsFound() {
        cloud.server("host-1");
        cloud.server("host-1");
        cloud.network("local", 0);
        cloud.network("local", 0);
        assertThat(found(new OverdrawnQuotas())).isEmpty();

        cloud.execute("compute", "insert into quota_limits (owner, resource, value) values ('p', 'instances', 1)");
        cloud.execute("network", "insert into quota (project_id, resource, hard_limit) values ('p', 'network', 1)");

        assertThat(found(new OverdrawnQuotas()))
                .extracting(Breach::subject)
                .containsExactly("p instances", "p network");
        cloud.execute("compute", "update quota_limits set value = -1");
        cloud.execute("network", "update quota set hard_limit = -1");
        assertThat(found(new OverdrawnQuotas())).isEmpty();
    }

    @Test
    void withoutLimitsOfItsOwnAProjectHasTheUsualOnes() {
        for (int i = 0; i < 11; i++) {
            cloud.serverRow("ACTIVE", "host-1");
        }

        assertOne(new OverdrawnQuotas(), "quota-overdrawn", "p instances");
    }

    @Test
    void anAddressThatTwoPortsHaveIsFound() {
        UUID network = cloud.network("local", 0);
        UUID one = cloud.port(network, UUID.randomUUID(), "host-1");
        UUID other = cloud.port(network, UUID.randomUUID(), "host-1");
        cloud.address(cloud.subnet(network), one, "10.0.0.5");
        cloud.address(cloud.subnet(network), other, "10.0.0.5");

        assertOne(new Addresses(), "address-twice", "10.0.0.5 " + network);
    }

    @Test
    void differentNetworksMayUseTheSameAddresses() {
        for (int i = 0; i < 2; i++) {
            UUID network = cloud.network("local", 0);
            cloud.address(cloud.subnet(network), cloud.port(network, UUID.randomUUID(), "host-1"), "10.0.0.5");
        }

        assertThat(found(new Addresses())).isEmpty();
    }

    @Test
    void aTunnelNumberOfTwoNetworksIsFound() {
        UUID one = cloud.network("vxlan", 7);
        UUID other = cloud.network("vxlan", 7);
        cloud.execute("network", "insert into segment_allocation values ('vxlan', '', 7, '%s')".formatted(one));

        assertThat(found(new Segments()))
                .extracting(Breach::kind, Breach::subject)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("segment-twice", "vxlan 7"),
                        org.assertj.core.groups.Tuple.tuple("segment-not-taken", other.toString()));
    }

    @Test
    void eventsThatDoNotLeaveAreFoundInEachDatabase() {
        cloud.event("network", "1 minute");
        cloud.event("image", "1 second");

        assertOne(new Outboxes(), "events-not-sent", "network");
    }

    @Test
    void eventsOfOneResourceInTheWrongOrderAreFound() {
        cloud.event("compute", "1 second");
        cloud.event("compute", "20 seconds");

        assertThat(found(new Outboxes())).extracting(Breach::kind).containsExactly("events-out-of-order");
    }

    @Test
    void anErrorWithoutReasonIsFound() {
        UUID silent = cloud.serverRow("ERROR", null);
        UUID vague = cloud.serverRow("ERROR", null);
        UUID explained = cloud.serverRow("ERROR", null);
        fault(vague, "It failed.");
        fault(explained, "No valid host was found. (step place, request req-%s)".formatted(UUID.randomUUID()));

        assertThat(found(new UnexplainedErrors()))
                .extracting(Breach::subject)
                .containsExactlyInAnyOrder(silent.toString(), vague.toString());
    }

    private static void fault(UUID server, String message) {
        cloud.execute("compute", """
                update servers set fault_code = 500, fault_at = now(), fault_message = '%s' where id = '%s'""".formatted(message, server));
    }

    @Test
    void anImageThatLacksBytesIsFound() throws IOException {
        UUID gone = cloud.image("ACTIVE", "gone", 3);
        UUID cut = cloud.image("ACTIVE", "cut", 3);
        Files.writeString(store.resolve("images/cut"), "ab");

        assertThat(found(new ImageBytes()))
                .extracting(Breach::kind, Breach::subject)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("image-without-bytes", gone.toString()),
                        org.assertj.core.groups.Tuple.tuple("image-without-bytes", cut.toString()));
    }

    @Test
    void bytesOfNoImageAreFoundWhenTheyAreOld() throws IOException {
        old(Files.writeString(store.resolve("images/old"), "abc"));
        old(Files.writeString(store.resolve("incoming/half"), "abc"));
        Files.writeString(store.resolve("incoming/new"), "abc");

        assertThat(found(new ImageBytes()))
                .extracting(Breach::kind, Breach::subject)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("bytes-without-image", "old"),
                        org.assertj.core.groups.Tuple.tuple("bytes-without-image", "half"));
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(10))));
    }
}
