package io.caelum.compute.server.power;

import io.caelum.compute.server.Server;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.network.BoundPort;
import java.util.List;
import java.util.Optional;

/**
 * @param powerState what the host said that it is now
 * @param ports those that the server has; null in a record that is older than that
 */
public record PowerData(PowerAction action, String host, GuestOrder order, int powerState, List<BoundPort> ports) {

    static PowerData of(PowerAction action, Server server) {
        return new PowerData(action, server.requireHost(), server.order(), 0, server.ports());
    }

    /** A guest that starts has the ports that its server has, whatever was lost on the way to the host before. */
    Optional<List<BoundPort>> portsFromNowOn() {
        return action.startsGuest() ? Optional.ofNullable(ports) : Optional.empty();
    }

    PowerData done(int state) {
        return new PowerData(action, host, order, state, ports);
    }
}
