package io.caelum.network.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.network.HopFinding;
import java.util.List;
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
    private boolean open = true;

    private PathView walk() {
        UUID id = UUID.randomUUID();
        return PathView.of(
                id,
                RowHops.of(new PathFacts(
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
                        open,
                        open,
                        open)));
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
    void closedGroupsAreTheSecurityGroup() {
        open = false;
        isBrokenAt("security-group");
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
    void aRouterWithoutGatewayIsTheTranslation() {
        gateway = null;
        isBrokenAt("nat");
    }

    @Test
    void packetsTooLargeForTheTunnelAreTheMtu() {
        mtu = 1500;
        isBrokenAt("mtu");
    }

    @Test
    void theHopNearestToTheGuestIsNamedFirst() {
        var findings = List.of(
                HopFinding.broken("mtu", "b", "c"), HopFinding.broken("tap", "d", "e"), HopFinding.fine("guest", "a"));
        assertThat(PathView.of(UUID.randomUUID(), findings).brokenHop()).contains("tap");
    }
}
