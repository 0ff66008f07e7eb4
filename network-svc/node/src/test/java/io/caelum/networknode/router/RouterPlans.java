package io.caelum.networknode.router;

import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.Address;
import io.caelum.platform.contract.network.RouterPlan.FloatingAddress;
import io.caelum.platform.contract.network.RouterPlan.Forwarding;
import io.caelum.platform.contract.network.RouterPlan.Gateway;
import io.caelum.platform.contract.network.RouterPlan.Interface;
import io.caelum.platform.contract.network.RouterPlan.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A router between two networks of a project, 10.71.1.0/24 and 10.71.2.0/24, and the outside, 172.30.0.0/24. */
public final class RouterPlans {

    private final UUID id = UUID.randomUUID();
    private final UUID gatewayPort = UUID.randomUUID();
    private final UUID firstPort = UUID.randomUUID();
    private final UUID secondPort = UUID.randomUUID();
    private final List<Route> routes = new ArrayList<>();
    private final List<FloatingAddress> floating = new ArrayList<>();
    private final List<Forwarding> forwardings = new ArrayList<>();
    private boolean adminStateUp = true;
    private boolean snat = true;
    private Optional<String> raMode = Optional.empty();
    private long revision = 1;

    public RouterPlans down() {
        adminStateUp = false;
        return this;
    }

    public RouterPlans up() {
        adminStateUp = true;
        return this;
    }

    public RouterPlans snat(boolean enabled) {
        snat = enabled;
        return this;
    }

    public RouterPlans route(String destination, String nexthop) {
        routes.add(new Route(destination, nexthop));
        return this;
    }

    public RouterPlans floating(String floatingIp, String fixedIp) {
        floating.add(new FloatingAddress(UUID.randomUUID(), floatingIp, fixedIp));
        return this;
    }

    public RouterPlans nothingFloating() {
        floating.clear();
        return this;
    }

    public RouterPlans forwarding(String floatingIp, int first, int last, String internalIp, int internal) {
        forwardings.add(new Forwarding(UUID.randomUUID(), floatingIp, "tcp", first, last, internalIp, internal));
        return this;
    }

    /** The first network has fd71:1::/64 too, of which its hosts are told. */
    public RouterPlans advertising(String mode) {
        raMode = Optional.of(mode);
        return this;
    }

    public RouterPlan plan() {
        var first = new ArrayList<Address>(List.of(address("10.71.1.1", "10.71.1.0/24", Optional.empty())));
        if (raMode.isPresent()) {
            first.add(new Address(
                    UUID.randomUUID(), "fd71:1::1", "fd71:1::/64", Optional.empty(), List.of("fd71:1::53"), raMode));
        }
        return new RouterPlan(
                id,
                revision++,
                "p1",
                adminStateUp,
                Optional.of(new Gateway(
                        gatewayPort,
                        UUID.randomUUID(),
                        "fa:16:3e:71:00:00",
                        1500,
                        snat,
                        List.of(address("172.30.0.10", "172.30.0.0/24", Optional.of("172.30.0.1"))))),
                List.of(
                        new Interface(firstPort, UUID.randomUUID(), "fa:16:3e:71:00:01", 1450, first),
                        new Interface(
                                secondPort,
                                UUID.randomUUID(),
                                "fa:16:3e:71:00:02",
                                1450,
                                List.of(address("10.71.2.1", "10.71.2.0/24", Optional.empty())))),
                List.copyOf(routes),
                List.copyOf(floating),
                List.copyOf(forwardings));
    }

    private static Address address(String ip, String cidr, Optional<String> gateway) {
        return new Address(
                UUID.nameUUIDFromBytes(cidr.getBytes(StandardCharsets.UTF_8)),
                ip,
                cidr,
                gateway,
                List.of(),
                Optional.empty());
    }
}
