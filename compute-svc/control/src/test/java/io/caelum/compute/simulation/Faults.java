package io.caelum.compute.simulation;

import java.time.Duration;

/**
 * How hard the world is, as chances.
 *
 * @param message that a message is lost; the same chance holds for one that comes twice and one that comes late
 * @param transaction that a transaction is not performed, or performed without anybody hearing so
 * @param step that a step fails at one of its moments, for good or passing
 * @param build that a host cannot build a guest
 * @param processDies on average once in this time one control process dies, and one stops for a while
 * @param hostDies on average once in this time a host loses its power
 */
record Faults(double message, double transaction, double step, double build, Duration processDies, Duration hostDies) {

    static final Faults NONE = new Faults(0, 0, 0, 0, Duration.ofDays(1), Duration.ofDays(1));
    static final Faults MANY = new Faults(0.02, 0.005, 0.01, 0.05, Duration.ofSeconds(8), Duration.ofSeconds(30));
}
