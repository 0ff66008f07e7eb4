package io.caelum.compute.server.power;

import io.caelum.compute.server.Server;
import io.caelum.platform.contract.compute.GuestOrder;

/** @param powerState what the host said that it is now */
public record PowerData(PowerAction action, String host, GuestOrder order, int powerState) {

    static PowerData of(PowerAction action, Server server) {
        return new PowerData(action, server.requireHost(), server.order(), 0);
    }

    PowerData done(int state) {
        return new PowerData(action, host, order, state);
    }
}
