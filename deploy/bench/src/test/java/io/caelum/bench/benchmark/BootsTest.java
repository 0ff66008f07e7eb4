package io.caelum.bench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.bench.cloud.Cleanup;
import io.caelum.bench.cloud.FakeCloud;
import io.caelum.bench.measure.Processes;
import io.caelum.bench.measure.Report;
import io.caelum.launcher.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootsTest {

    private final FakeCloud cloud = new FakeCloud();
    private final Report report = new Report("a fake");
    private final Console silent = new Console(new PrintStream(OutputStream.nullOutputStream()));
    private Cleanup cleanup;

    @BeforeEach
    void othersHaveThingsToo() {
        cloud.has("/flavors/9999", "tiny");
        cloud.has("/servers/9999", "of somebody else");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void bootsAndDeletesAreCountedAndNothingIsLeft() {
        run("boot", "delete");

        assertThat(report.text()).containsPattern("boot 5 +12 +0").containsPattern("delete 5 +12 +0");
        assertThat(report.isComplete()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aServerInErrorIsAFailureWithItsReasonAndIsDeletedToo() {
        cloud.failEvery(4);

        run("boot");

        assertThat(report.text()).contains("ERROR: no host").doesNotContain("delete");
        assertThat(report.isComplete()).isFalse();
        assertNothingIsLeft();
    }

    private void run(String... only) {
        var api = cloud.api();
        cleanup = new Cleanup(api, text -> {});
        var plan = new Plan();
        plan.concurrency = List.of(5);
        plan.boots = 12;
        plan.warmUp = 1;
        plan.minutes = 1;
        var bench = new Bench(api, cleanup, plan, List.of(only), new Processes(List.of()), report, silent);
        try {
            Benchmarks.chosen(List.of(only)).forEach(bench::run);
        } finally {
            cleanup.run();
        }
    }

    /** A subnet goes with its network in a real cloud. */
    private void assertNothingIsLeft() {
        assertThat(cloud.things().keySet().stream().filter(path -> !path.startsWith("/subnets/")))
                .containsExactlyInAnyOrder("/flavors/9999", "/servers/9999");
    }
}
