package io.caelum.networknode.router.simulated;

import io.caelum.networknode.keep.PlanKind;
import io.caelum.networknode.keep.SimulatedProvision;
import io.caelum.networknode.router.Routers;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.FloatingAddress;
import io.caelum.platform.contract.network.RouterPlan.Forwarding;
import io.caelum.platform.contract.network.RouterPlan.Gateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Routers that are files, and can say what a real one would do with a connection. */
public final class SimulatedRouters extends SimulatedProvision<RouterPlan> implements Routers {

    /** @param folder where the routers are kept; made if it does not exist */
    public SimulatedRouters(Path folder) {
        super(PlanKind.ROUTER, folder);
    }

    /** As whom the outside sees an inner address; empty if it does not get there. */
    public Optional<String> senderOutside(UUID routerId, String innerIp) {
        return passing(routerId)
                .flatMap(plan -> plan.gateway()
                        .flatMap(gateway -> plan.floatingAddresses().stream()
                                .filter(floating -> floating.fixedIp().equals(innerIp))
                                .map(FloatingAddress::floatingIp)
                                .findFirst()
                                .or(() -> gateway.enableSnat() ? ownAddress(gateway) : Optional.of(innerIp))));
    }

    /** Who gets what the outside sends by TCP to an address and port: the inner address and port; empty if nobody. */
    public Optional<String> receiverInside(UUID routerId, String ip, int port) {
        return passing(routerId)
                .flatMap(plan -> forwarded(plan, ip, port)
                        .or(() -> plan.floatingAddresses().stream()
                                .filter(floating -> floating.floatingIp().equals(ip))
                                .map(floating -> floating.fixedIp() + ":" + port)
                                .findFirst())
                        .or(() -> plan.gateway()
                                .filter(gateway -> !gateway.enableSnat())
                                .map(plain -> ip + ":" + port)));
    }

    @Override
    public List<HopFinding> probe(RouterPlan plan, String floatingIp, String fixedIp) {
        if (passing(plan.routerId()).isEmpty()) {
            return List.of(HopFinding.broken("router", "The router is not there, or down.", "Wait for the L3 agent."));
        }
        boolean leads = plan.floatingAddresses().stream()
                .anyMatch(floating -> floating.floatingIp().equals(floatingIp)
                        && floating.fixedIp().equals(fixedIp));
        return List.of(
                HopFinding.fine("router", "The simulated router is there."),
                leads
                        ? HopFinding.fine("nat", floatingIp + " leads to " + fixedIp + " and back.")
                        : HopFinding.broken("nat", floatingIp + " does not lead to " + fixedIp + ".", "Associate it."));
    }

    private Optional<RouterPlan> passing(UUID routerId) {
        return made(routerId).filter(RouterPlan::adminStateUp);
    }

    private static Optional<String> forwarded(RouterPlan plan, String ip, int port) {
        return plan.forwardings().stream()
                .filter(forwarding -> forwarding.floatingIp().equals(ip)
                        && forwarding.protocol().equals("tcp")
                        && port >= forwarding.externalPortFirst()
                        && port <= forwarding.externalPortLast())
                .map(forwarding -> forwarding.internalIp() + ":" + innerPort(forwarding, port))
                .findFirst();
    }

    private static int innerPort(Forwarding forwarding, int port) {
        return forwarding.internalPortFirst() + port - forwarding.externalPortFirst();
    }

    private static Optional<String> ownAddress(Gateway gateway) {
        return gateway.addresses().stream()
                .map(RouterPlan.Address::ipAddress)
                .filter(ip -> ip.indexOf(':') < 0)
                .findFirst();
    }
}
