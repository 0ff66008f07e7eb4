package io.caelum.networknode.dhcp;

import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.HostRoute;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpPlan.Option;
import io.caelum.platform.contract.network.DhcpPlan.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A network with the subnet 10.72.0.0/24, whose agent has 10.72.0.2. */
public final class DhcpPlans {

    public static final String AGENT_MAC = "fa:16:3e:72:00:02";

    private final UUID network;
    private final UUID port = UUID.randomUUID();
    private final UUID subnet = UUID.randomUUID();
    private final UUID v6subnet = UUID.randomUUID();
    private final List<Lease> leases = new ArrayList<>();
    private boolean enabled = true;
    private Optional<String> v6mode = Optional.empty();
    private String domain = "cloud.test.";
    private long revision = 1;

    public DhcpPlans() {
        this(UUID.randomUUID());
    }

    public DhcpPlans(UUID network) {
        this.network = network;
    }

    public DhcpPlans without() {
        enabled = false;
        return this;
    }

    public DhcpPlans domain(String name) {
        domain = name;
        return this;
    }

    public DhcpPlans ipv6(String mode) {
        v6mode = Optional.of(mode);
        return this;
    }

    public DhcpPlans guest(UUID server, String mac, String ip, String hostname, Option... options) {
        leases.add(new Lease(
                UUID.randomUUID(),
                ip.contains(":") ? v6subnet : subnet,
                mac,
                ip,
                hostname,
                server.toString(),
                "compute:nova",
                List.of(options)));
        return this;
    }

    public DhcpPlan plan() {
        var subnets = new ArrayList<Subnet>();
        subnets.add(new Subnet(
                subnet,
                4,
                "10.72.0.0/24",
                enabled,
                Optional.of("10.72.0.1"),
                true,
                "10.72.0.2",
                List.of("9.9.9.9", "149.112.112.112"),
                List.of(new HostRoute("192.0.2.0/24", "10.72.0.9")),
                Optional.empty()));
        v6mode.ifPresent(mode -> subnets.add(new Subnet(
                v6subnet,
                6,
                "fd72::/64",
                true,
                Optional.of("fd72::1"),
                false,
                "fd72::2",
                List.of("fd72::53"),
                List.of(),
                Optional.of(mode))));
        return new DhcpPlan(
                network, revision++, "p1", port, AGENT_MAC, 1450, domain, List.copyOf(subnets), List.copyOf(leases));
    }
}
