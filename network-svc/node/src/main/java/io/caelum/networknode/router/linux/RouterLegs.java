package io.caelum.networknode.router.linux;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Route;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.Address;
import io.caelum.platform.contract.network.RouterPlan.FloatingAddress;
import io.caelum.platform.contract.network.RouterPlan.Forwarding;
import io.caelum.platform.contract.network.RouterPlan.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The devices of a router, with their addresses, and its routes. */
final class RouterLegs {

    private RouterLegs() {}

    static List<Leg> of(RouterPlan plan) {
        var legs = new ArrayList<Leg>();
        plan.interfaces()
                .forEach(leg -> legs.add(new Leg(
                        DeviceNames.routerInterface(leg.portId()),
                        leg.macAddress(),
                        leg.mtu(),
                        addresses(leg.addresses()))));
        outside(plan).ifPresent(legs::add);
        return legs;
    }

    static Optional<Leg> outside(RouterPlan plan) {
        return plan.gateway().map(gateway -> outside(plan, gateway));
    }

    /** Those of the router itself. */
    static Set<String> ownAddresses(Gateway gateway) {
        return addresses(gateway.addresses());
    }

    /** Floating addresses are the router's own as far as its neighbours outside can see. */
    private static Leg outside(RouterPlan plan, Gateway gateway) {
        Set<String> addresses = ownAddresses(gateway);
        plan.floatingAddresses().stream().map(FloatingAddress::floatingIp).forEach(ip -> addFloating(addresses, ip));
        plan.forwardings().stream().map(Forwarding::floatingIp).forEach(ip -> addFloating(addresses, ip));
        return new Leg(DeviceNames.routerGateway(gateway.portId()), gateway.macAddress(), gateway.mtu(), addresses);
    }

    private static void addFloating(Set<String> addresses, String ip) {
        if (addresses.stream().noneMatch(address -> address.startsWith(ip + "/"))) {
            addresses.add(ip + "/32");
        }
    }

    private static Set<String> addresses(List<Address> addresses) {
        var texts = new TreeSet<String>();
        addresses.forEach(address -> texts.add(Leg.address(address.ipAddress(), address.subnetCidr())));
        return texts;
    }

    static Set<Route> routes(RouterPlan plan) {
        var routes = new TreeSet<Route>();
        plan.gateway().stream()
                .flatMap(gateway -> gateway.addresses().stream())
                .flatMap(address -> address.gatewayIp().stream())
                .forEach(nexthop -> routes.add(new Route("default", nexthop)));
        plan.routes().forEach(route -> routes.add(new Route(route.destination(), route.nexthop())));
        return routes;
    }
}
