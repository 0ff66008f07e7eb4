package io.caelum.networknode.router.linux;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.Address;
import io.caelum.platform.contract.network.RouterPlan.Interface;
import java.util.ArrayList;
import java.util.List;

/** What radvd is told: which interfaces tell their hosts of the router, and how hosts get their addresses. */
final class Advertisements {

    private static final int MAX_SECONDS_BETWEEN = 30;

    private Advertisements() {}

    /** Empty if no interface advertises anything. */
    static String of(RouterPlan plan) {
        var text = new StringBuilder();
        if (plan.adminStateUp()) {
            for (Interface leg : plan.interfaces()) {
                List<Address> advertised = leg.addresses().stream()
                        .filter(address -> address.ipv6RaMode().isPresent())
                        .toList();
                if (!advertised.isEmpty()) {
                    text.append(of(leg, advertised));
                }
            }
        }
        return text.toString();
    }

    private static String of(Interface leg, List<Address> addresses) {
        var lines = new ArrayList<String>();
        lines.add("interface " + DeviceNames.routerInterface(leg.portId()) + " {");
        lines.add("AdvSendAdvert on;");
        lines.add("MinRtrAdvInterval 10;");
        lines.add("MaxRtrAdvInterval " + MAX_SECONDS_BETWEEN + ";");
        lines.add("AdvLinkMTU " + leg.mtu() + ";");
        boolean isStateful = addresses.stream().anyMatch(address -> isMode(address, "dhcpv6-stateful"));
        boolean asksForMore = isStateful || addresses.stream().anyMatch(address -> isMode(address, "dhcpv6-stateless"));
        lines.add("AdvManagedFlag " + onOff(isStateful) + ";");
        lines.add("AdvOtherConfigFlag " + onOff(asksForMore) + ";");
        for (Address address : addresses) {
            String autonomous = onOff(!isMode(address, "dhcpv6-stateful"));
            lines.add("prefix " + address.subnetCidr() + " { AdvOnLink on; AdvAutonomous " + autonomous + "; };");
            if (!address.dnsNameservers().isEmpty()) {
                lines.add("RDNSS " + String.join(" ", address.dnsNameservers()) + " {};");
            }
        }
        lines.add("};");
        return String.join("\n", lines) + "\n";
    }

    private static boolean isMode(Address address, String mode) {
        return address.ipv6RaMode().filter(mode::equals).isPresent();
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
