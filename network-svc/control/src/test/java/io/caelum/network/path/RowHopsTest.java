package io.caelum.network.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowHopsTest {

    private String portStatus = "ACTIVE";
    private String portHost = "host1";
    private boolean wiringAlive = true;
    private int mtu = 1450;
    private @Nullable String gateway = "ACTIVE";
    private @Nullable String leg = "ACTIVE";
    private @Nullable String routerHost = "node1";
    private boolean routerAlive = true;
    private String routerStatus = "ACTIVE";
    private @Nullable String dhcpHost = "node1";
    private boolean bindingFailed;
    private @Nullable String group = "b1d6";
    private @Nullable String letIn = "icmp from anywhere; tcp 22 from anywhere";

    private PathView walk() {
        UUID id = UUID.randomUUID();
        return PathView.of(
                id,
                Walk.of(RowHops.of(new PathFacts(
                        id,
                        "172.24.4.8",
                        "10.0.0.5",
                        id,
                        portStatus,
                        true,
                        portHost,
                        wiringAlive,
                        true,
                        id,
                        "vxlan",
                        mtu,
                        true,
                        id,
                        routerStatus,
                        true,
                        gateway,
                        leg,
                        routerHost,
                        routerAlive,
                        dhcpHost,
                        true,
                        bindingFailed,
                        id,
                        id,
                        group,
                        letIn,
                        letIn != null,
                        letIn != null))));
    }

    private void isBrokenAt(String hop) {
        PathView path = walk();
        assertThat(path.ok()).isFalse();
        assertThat(path.brokenHop()).contains(hop);
        assertThat(path.remedy()).isPresent();
    }

    @Test
    void aWholeWayHasNoBrokenHop() {
        assertThat(walk().ok()).isTrue();
        assertThat(walk().brokenHop()).isEmpty();
    }

    @Test
    void aPortOnNoHostIsTheTap() {
        portHost = "";
        isBrokenAt("tap");
    }

    @Test
    void anAgentThatIsSilentIsTheTap() {
        wiringAlive = false;
        isBrokenAt("tap");
    }

    @Test
    void aPortThatIsNotWiredIsTheTap() {
        portStatus = "ERROR";
        isBrokenAt("tap");
    }

    @Test
    void aBindingThatFailedIsTheTap() {
        bindingFailed = true;
        isBrokenAt("tap");
        assertThat(walk().remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("Start the agent"));
    }

    @Test
    void closedGroupsAreTheSecurityGroupAndTheMissingRuleIsNamed() {
        letIn = null;
        isBrokenAt("security-group");
        assertThat(walk().remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy)
                        .contains("openstack security group rule create --ingress --protocol icmp b1d6"));
        group = null;
        assertThat(walk().remedy())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("has no security group"));
    }

    @Test
    void aRuleForOneRangeIsARule() {
        letIn = "tcp 22 from 192.0.2.0/24";
        assertThat(walk().ok()).isTrue();
        assertThat(walk().hops()).anySatisfy(hop -> assertThat(hop.detail()).contains("192.0.2.0/24"));
    }

    @Test
    void nobodyWhoServesAddressesIsTheLease() {
        dhcpHost = null;
        isBrokenAt("dhcp-lease");
    }

    @Test
    void aRouterThatNobodyRunsOrWithoutLegIsTheRouter() {
        routerHost = null;
        isBrokenAt("router");
        routerHost = "node1";
        routerAlive = false;
        isBrokenAt("router");
        routerAlive = true;
        leg = null;
        isBrokenAt("router");
        leg = "ACTIVE";
        routerStatus = "ERROR";
        isBrokenAt("router");
    }

    @Test
    void aRouterWithoutGatewayIsTheGateway() {
        gateway = null;
        isBrokenAt("gateway");
        gateway = "DOWN";
        isBrokenAt("gateway");
    }

    @Test
    void packetsTooLargeForTheTunnelAreTheMtu() {
        mtu = 1500;
        isBrokenAt("mtu");
    }
}
