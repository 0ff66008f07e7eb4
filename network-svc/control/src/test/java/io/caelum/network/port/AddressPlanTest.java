package io.caelum.network.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.address.MacAddress;
import io.caelum.network.port.AddressPlan.Exactly;
import io.caelum.network.port.AddressPlan.OneOf;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.platform.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

    private static final UUID NETWORK = UUID.randomUUID();
    private static final MacAddress MAC = new MacAddress("fa:16:3e:00:00:01");

    private final SubnetFacts first = subnet("10.0.0.0/24", false);
    private final SubnetFacts second = subnet("10.0.1.0/24", false);
    private final SubnetFacts six = subnet("fd00::/64", false);
    private final SubnetFacts automatic = subnet("fd01::/64", true);
    private final List<SubnetFacts> all = List.of(first, second, six, automatic);

    @Test
    void usuallyAPortGetsOneAddressOfEachVersionAndAllAutomaticOnes() {
        assertThat(plan((List<WantedAddress>) null))
                .containsExactly(
                        new OneOf(List.of(first, second)),
                        new OneOf(List.of(six)),
                        new Exactly(automatic, Ip.parse("fd01::f816:3eff:fe00:1")));
    }

    @Test
    void onANetworkWithoutSubnetsItGetsNone() {
        assertThat(AddressPlan.of(NETWORK, List.of(), MAC, null).draws()).isEmpty();
    }

    @Test
    void theSubnetOfAnAddressIsFound() {
        assertThat(plan(wanted(null, "10.0.1.7"))).containsExactly(new Exactly(second, Ip.parse("10.0.1.7")));
        assertThat(plan(wanted(second, null))).containsExactly(new OneOf(List.of(second)));
        assertThat(plan(wanted(automatic, null))).hasOnlyElementsOfType(Exactly.class);
    }

    @Test
    void addressesThatDoNotFitAreRefused() {
        refused("InvalidIpForNetwork", wanted(null, "192.168.0.1"));
        refused("InvalidIpForSubnet", wanted(first, "10.0.1.7"));
        refused("InvalidIpForSubnet", wanted(first, "10.0.0.0"));
        refused("InvalidIpForSubnet", wanted(first, "fd00::1"));
        refused("AllocationOnAutoAddressSubnet", wanted(automatic, "fd01::5"));
        refused("InvalidInput", wanted(subnet("10.9.0.0/24", false), null));
    }

    @Test
    void randomAddressesReachAllPoolsAndNothingElse() {
        var pools = List.of(
                new AddressRange(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.3")),
                new AddressRange(Ip.parse("10.0.0.9"), Ip.parse("10.0.0.9")));
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            seen.add(PortAddresses.random(pools).toString());
        }
        assertThat(seen).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.9");
    }

    private List<AddressPlan.Draw> plan(WantedAddress wanted) {
        return plan(List.of(wanted));
    }

    private List<AddressPlan.Draw> plan(List<WantedAddress> wanted) {
        return AddressPlan.of(NETWORK, all, MAC, wanted).draws();
    }

    private void refused(String type, WantedAddress wanted) {
        assertThatThrownBy(() -> plan(wanted))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo(type));
    }

    private static WantedAddress wanted(SubnetFacts subnet, String ip) {
        return new WantedAddress(
                Optional.ofNullable(subnet).map(SubnetFacts::id),
                Optional.ofNullable(ip).map(Ip::parse));
    }

    private static SubnetFacts subnet(String text, boolean automatic) {
        Cidr cidr = Cidr.parse(text);
        return new SubnetFacts(UUID.randomUUID(), NETWORK, cidr, Optional.empty(), List.of(cidr.hosts()), automatic);
    }
}
