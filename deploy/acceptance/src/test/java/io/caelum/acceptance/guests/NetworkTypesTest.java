package io.caelum.acceptance.guests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two guests on two hosts with a card in a network of each type, and a third with the same address as one of them. */
@Tag("guests")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTypesTest {

    private static final String TWIN = "10.30.9.11";

    private Field field;
    private final String nameOfY = Fixtures.name("y");
    private final Map<String, String> addressesOfY = new LinkedHashMap<>();
    private String floating = "";

    @BeforeAll
    void guests(@TempDir Path files) {
        field = new Field(files);
        String group = field.openGroup();
        String home = field.network(field.demo, "", "10.30.0.0/24", true);
        field.router(home);
        var networks = new LinkedHashMap<String, String>();
        networks.put("local", provider("local", ""));
        networks.put("flat", provider("flat", ", \"provider:physical_network\": \"physnet1\""));
        networks.put("vlan", provider("vlan", ", \"provider:physical_network\": \"physnet1\""));
        networks.put("gre", provider("gre", ""));
        networks.put("vxlan", provider("vxlan", ""));
        var portsOfX = new ArrayList<>(List.of(field.port(field.demo, home, group, "")));
        var portsOfY = new ArrayList<>(List.of(field.port(field.demo, home, group, "")));
        networks.forEach((type, network) -> {
            portsOfX.add(field.port(field.demo, network, group, ""));
            String port = field.port(field.demo, network, group, "");
            portsOfY.add(port);
            addressesOfY.put(type, field.addressOf(port));
        });
        String twins = field.network(field.demo, "", "10.30.9.0/24", false);
        portsOfX.add(field.port(field.demo, twins, group, ""));
        portsOfY.add(field.port(field.demo, twins, group, TWIN));
        String otherTwins = field.network(field.demo, "", "10.30.9.0/24", false);

        String x = field.server(Fixtures.name("x"), portsOfX);
        String y = field.server(nameOfY, portsOfY);
        String z = field.server(Fixtures.name("z"), List.of(field.port(field.demo, otherTwins, group, TWIN)));
        assertThat(field.hostOf(x)).isNotEqualTo(field.hostOf(y));
        List.of(x, y, z).forEach(field::awaitBoot);
        floating = field.floating(portsOfX.getFirst());
        field.outside.awaitPing(floating);
    }

    @AfterAll
    void takeAway() {
        field.clear();
    }

    /** One network of the type, used by the demo project. */
    private String provider(String type, String more) {
        Api admin = field.admin;
        int third = 1 + TYPES.indexOf(type);
        return field.network(
                admin,
                ", \"project_id\": \"%s\", \"provider:network_type\": \"%s\"%s"
                        .formatted(field.demo.projectId(), type, more),
                "10.30.%d.0/24".formatted(third),
                false);
    }

    private static final List<String> TYPES = List.of("local", "flat", "vlan", "gre", "vxlan");

    @Test
    void aFlatNetworkLeadsToTheOtherHost() {
        assertThat(pingFromX("flat")).contains(" 0% packet loss");
    }

    @Test
    void aVlanLeadsToTheOtherHost() {
        assertThat(pingFromX("vlan")).contains(" 0% packet loss");
    }

    @Test
    void aGreTunnelLeadsToTheOtherHost() {
        assertThat(pingFromX("gre")).contains(" 0% packet loss");
    }

    @Test
    void aVxlanTunnelLeadsToTheOtherHost() {
        assertThat(pingFromX("vxlan")).contains(" 0% packet loss");
    }

    @Test
    void aLocalNetworkLeadsToNoOtherHost() {
        assertThat(pingFromX("local")).contains("100% packet loss");
    }

    @Test
    void equalAddressesInTwoNetworksAreTwoGuests() {
        // a guest serves its page before it has read from the metadata what it is called
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(field.ssh(floating, "timeout 20 wget -q -O - http://" + TWIN + "/"))
                        .contains(nameOfY));
    }

    /** The status is that of echo: a ping without an answer is an answer here. */
    private String pingFromX(String type) {
        return field.ssh(floating, "ping -c 3 -W 3 " + addressesOfY.get(type) + "; echo");
    }
}
