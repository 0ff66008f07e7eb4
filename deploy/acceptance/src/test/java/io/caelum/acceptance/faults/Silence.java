package io.caelum.acceptance.faults;

/** Nothing reaches the broker any more, and nothing comes from it; no connection is told. */
record Silence(BrokerProxy proxy) implements Fault {

    @Override
    public String name() {
        return "broker unreachable";
    }

    @Override
    public void begin() {
        proxy.fallSilent();
    }

    @Override
    public void heal() {
        proxy.speak();
    }
}
