package io.caelum.platform.workflow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.FirstOutage;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine itself costs. */
@QuarkusTest
@Tag("long")
class ThroughputTest {

    private static final Logger LOG = Logger.getLogger(ThroughputTest.class);
    private static final int COUNT = 1000;

    @Inject
    Db db;

    @Inject
    Workflows workflows;

    @Inject
    Trivial trivial;

    @BeforeEach
    void databaseCanBeReached() {
        FirstOutage.end();
        db.whenReady().await().atMost(Duration.ofSeconds(20));
    }

    /** How many a second stands in the log, since a figure of a noisy machine decides nothing. */
    @Test
    void aThousandWorkflowsStartedAtOnceAreAllDone() {
        long before = done();

        run(COUNT);
        run(COUNT);
        run(COUNT);

        assertThat(done()).isEqualTo(before + 3 * COUNT);
    }

    private void run(int count) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = done();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        Multi.createFrom()
                .range(0, count)
                .onItem()
                .transformToUni(i -> db.withTransaction(
                        tx -> workflows.start(tx, trivial, UUID.randomUUID(), new Trivial.Nothing("text"))))
                .merge(16)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofMinutes(2));
        await().pollInterval(Duration.ofMillis(50)).atMost(120, SECONDS).until(() -> done() >= before + count);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6 / count;
        LOG.infof("%d workflows: %.0f per second, %.2f ms CPU each", count, count / seconds, cpuMillis);
    }

    private long done() {
        return workflows
                .census()
                .await()
                .atMost(Duration.ofSeconds(20))
                .byState()
                .getOrDefault("DONE", 0L);
    }
}
