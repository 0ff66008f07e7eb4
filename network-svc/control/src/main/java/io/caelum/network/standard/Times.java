package io.caelum.network.standard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as Neutron writes them: 2026-11-23T06:56:55Z, without a fraction. */
public final class Times {

    private Times() {}

    public static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
