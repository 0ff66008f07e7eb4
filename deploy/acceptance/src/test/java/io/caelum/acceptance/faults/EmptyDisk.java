package io.caelum.acceptance.faults;

import io.caelum.launcher.infra.BrokerRules;
import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.Signal;

/** The broker dies, and starts with nothing of what it knew. */
record EmptyDisk(RabbitMqServer broker, Part part) implements Fault {

    @Override
    public String name() {
        return "empty disk " + part.name();
    }

    @Override
    public void begin() {
        new Ended(part, Signal.KILL).begin();
        broker.forget();
    }

    /** As {@code deploy/stack up} does it. */
    @Override
    public void heal() {
        Ended.start(part);
        broker.define(BrokerRules.json());
    }
}
