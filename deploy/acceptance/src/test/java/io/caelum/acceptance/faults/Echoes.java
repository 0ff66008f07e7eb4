package io.caelum.acceptance.faults;

/** Every message comes two or three times, some of them late, and all of them slowly. */
record Echoes(BrokerProxy proxy, Echo echo) implements Fault {

    private static final int MOST_DELAY_MILLIS = 100;
    private static final int LATEST_MILLIS = 10_000;

    @Override
    public String name() {
        return "messages duplicated and delayed";
    }

    @Override
    public void begin() {
        echo.repeatWithin(LATEST_MILLIS);
        proxy.delay(MOST_DELAY_MILLIS);
    }

    @Override
    public void heal() {
        proxy.delay(0);
        echo.repeatWithin(0);
    }
}
