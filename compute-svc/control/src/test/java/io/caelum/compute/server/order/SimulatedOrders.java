package io.caelum.compute.server.order;

import io.caelum.platform.workflow.Workflows;

/** Nobody gives orders in a simulation yet. */
public final class SimulatedOrders {

    private SimulatedOrders() {}

    public static OrderSignals of(Workflows workflows) {
        return new OrderSignals(workflows);
    }
}
