package io.caelum.networknode.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networknode.dhcp.DhcpPlans;
import io.caelum.networknode.metadata.MetadataAnswers.Answer;
import io.caelum.platform.contract.network.DhcpPlan;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataAnswersTest {

    private static final UUID WEB = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID DELETED = UUID.randomUUID();

    private final DhcpPlan one = new DhcpPlans()
            .guest(WEB, "52:54:00:72:00:0b", "10.72.0.11", "web")
            .guest(DELETED, "52:54:00:72:00:0c", "10.72.0.12", "gone")
            .plan();
    private final DhcpPlan two = new DhcpPlans()
            .guest(OTHER, "52:54:00:72:00:0d", "10.72.0.11", "other")
            .plan();
    private final FakeCompute compute = new FakeCompute().with(WEB, "web").with(OTHER, "other");
    private final MetadataAnswers answers = new MetadataAnswers(
            new Guests(() -> List.of(one, two)),
            new ServerFacts(compute, Clock.systemUTC()),
            new Visits(Clock.systemUTC()));

    @Test
    void theSameAddressInTwoNetworksIsTwoGuests() {
        assertThat(text(one, "10.72.0.11", "/latest/meta-data/hostname")).isEqualTo("web");
        assertThat(text(two, "10.72.0.11", "/latest/meta-data/hostname")).isEqualTo("other");
    }

    @Test
    void foldersListWhatIsInThem() {
        assertThat(text(one, "10.72.0.11", "/")).contains("2009-04-04", "latest");
        assertThat(text(one, "10.72.0.11", "/latest")).isEqualTo("meta-data/\nuser-data");
        assertThat(text(one, "10.72.0.11", "//2009-04-04//meta-data/")).contains("instance-id", "placement/");
        assertThat(text(one, "10.72.0.11", "/openstack")).contains("2018-08-27/", "latest/");
        assertThat(text(one, "10.72.0.11", "/openstack/latest/"))
                .contains("meta_data.json", "network_data.json", "user_data", "vendor_data.json");
    }

    @Test
    void documentsAreOfTheServerThatAsks() {
        assertThat(text(one, "10.72.0.11", "/openstack/latest/meta_data.json?x=1"))
                .contains(WEB.toString());
        assertThat(text(one, "10.72.0.11", "/openstack/latest/network_data.json"))
                .contains("52:54:00:72:00:0b");
        assertThat(text(one, "10.72.0.11", "/latest/user-data")).isEqualTo("hello");
    }

    @Test
    void whoIsNotKnownGetsNothing() {
        assertThat(status(one, "10.72.0.99", "/latest/meta-data/hostname")).isEqualTo(404);
        assertThat(status(one, "10.72.0.12", "/latest/meta-data/hostname")).isEqualTo(404);
        assertThat(answers.to(UUID.randomUUID(), "10.72.0.11", "/latest").status())
                .isEqualTo(404);
    }

    @Test
    void aPathThatDoesNotExistIsNotFound() {
        assertThat(status(one, "10.72.0.11", "/1999-01-01/meta-data")).isEqualTo(404);
        assertThat(status(one, "10.72.0.11", "/openstack/latest/nothing.json")).isEqualTo(404);
        assertThat(status(one, "10.72.0.11", "/latest/meta-data/../../etc/passwd"))
                .isEqualTo(404);
    }

    @Test
    void computeIsAskedOnceForAGuestThatAsksOften() {
        text(one, "10.72.0.11", "/latest/meta-data/hostname");
        text(one, "10.72.0.11", "/latest/user-data");
        assertThat(compute.asked).hasValue(1);
    }

    @Test
    void whileComputeIsAwayTheGuestIsToldToAskAgain() {
        compute.away = true;
        assertThat(status(one, "10.72.0.11", "/latest")).isEqualTo(503);
        compute.away = false;
        assertThat(status(one, "10.72.0.11", "/latest")).isEqualTo(200);
    }

    private String text(DhcpPlan network, String ip, String path) {
        Answer answer = answers.to(network.networkId(), ip, path);
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.body(), UTF_8);
    }

    private int status(DhcpPlan network, String ip, String path) {
        return answers.to(network.networkId(), ip, path).status();
    }
}
