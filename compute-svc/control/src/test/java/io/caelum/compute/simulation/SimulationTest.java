package io.caelum.compute.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Boots and deletes in simulated clouds in which everything goes wrong that may; what is real in them and what is not
 * says {@link SimulatedCloud}. Each seed is a run of its own. To look at one again set the system property {@code
 * caelum.simulation.seed}, and to {@code caelum.simulation.show} a server's id or the name of a process or host.
 */
class SimulationTest {

    private static final int BOOTS = 200;
    private static final java.util.logging.Level BEFORE = logger().getLevel();

    private static java.util.logging.Logger logger() {
        return LogContext.getLogContext().getLogger("io.caelum");
    }

    /** What goes wrong is what is wanted here. */
    @BeforeAll
    static void quiet() {
        logger().setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        logger().setLevel(BEFORE);
    }

    private static SimulatedCloud run(long seed, Faults faults) {
        var cloud = new SimulatedCloud(seed, faults, 50);
        cloud.simulation().runFor(Duration.ofSeconds(10));
        cloud.load(BOOTS, Duration.ofSeconds(60), 0.4);
        cloud.simulation().runFor(Duration.ofSeconds(120));
        cloud.healAndSettle();
        return cloud;
    }

    private static void check(LongStream seeds) {
        List<String> breaches =
                seeds.mapToObj(SimulationTest::breaches).flatMap(List::stream).toList();
        assertThat(breaches).isEmpty();
    }

    private static List<String> breaches(long seed) {
        try {
            return Invariants.breaches(run(seed, Faults.MANY)).stream()
                    .map(breach -> "seed " + seed + ": " + breach)
                    .toList();
        } catch (RuntimeException | AssertionError failure) {
            return List.of("seed " + seed + ": " + failure);
        }
    }

    @Test
    void withoutFaultsEveryServerIsActiveOrDeleted() {
        SimulatedCloud cloud = run(1, Faults.NONE);

        assertThat(Invariants.breaches(cloud)).isEmpty();
        assertThat(cloud.accepted()).hasSize(BOOTS);
        assertThat(cloud.servers().all()).allMatch(server -> server.active() || server.deleted());
    }

    @Test
    void theSameSeedIsTheSameRunAndAnotherIsAnother() {
        List<String> runs = LongStream.of(7, 7, 8)
                .mapToObj(seed -> run(seed, Faults.MANY).simulation().fingerprint())
                .toList();

        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
    }

    @Test
    void whateverGoesWrongNothingIsLostDoubledOrLeftBehind() {
        Long one = Long.getLong("caelum.simulation.seed");
        check(one == null ? LongStream.range(0, 10) : LongStream.of(one));
    }

    @Test
    @Tag("long")
    void aHundredThousandBootsKeepTheInvariants() {
        check(LongStream.range(0, 100_000 / BOOTS));
    }
}
