package io.caelum.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTest {

    @Test
    void percentilesAreThoseOfWhatWasMeasured() {
        var samples = new Samples();
        for (int millis = 1; millis <= 1_000; millis++) {
            samples.took(Duration.ofMillis(millis));
        }

        var figures = Figures.of("boot 1", samples, 10, 2.0, null);

        assertThat(figures.p50()).isBetween(499.0, 501.0);
        assertThat(figures.p99()).isBetween(989.0, 991.0);
        assertThat(figures.perSecond()).isEqualTo(100);
        assertThat(figures.cpuMillis()).isEqualTo(2.0);
    }

    @Test
    void aLoadRunsEachOperationOnceAndNoMoreAtOnceThanItWasTold() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var sum = new AtomicInteger();

        var samples = new Load(50, 4, Duration.ofMinutes(1)).run(number -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            sum.addAndGet(number);
            running.decrementAndGet();
        });

        assertThat(samples.count()).isEqualTo(50);
        assertThat(sum).hasValue(49 * 50 / 2);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void aLoadEndsWhenItsTimeIsUp() {
        assertThat(new Load(1_000_000, 2, Duration.ZERO).run(number -> {}).count())
                .isZero();
    }

    @Test
    void failuresAreCountedApartAndTheFirstIsTold() {
        var samples = new Load(4, 1, Duration.ofMinutes(1)).run(number -> {
            if (number > 1) {
                throw new IllegalStateException("broken " + number);
            }
        });

        var figures = Figures.of("boot 1", samples, null, null);

        assertThat(figures.count()).isEqualTo(2);
        assertThat(figures.failures()).isEqualTo(2);
        assertThat(figures.note()).isEqualTo("first failure: broken 2");
    }

    @Test
    void theKernelsCountOfCpuIsReadBehindAnyName() {
        String stat = "77 (a) b (c)) S 1 77 77 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 9 0 555 1 1";

        assertThat(Processes.parseCpuTicks(stat)).isEqualTo(127);
    }

    @Test
    void theReportIsATableAndJson(@TempDir Path folder) throws IOException {
        var report = new Report("http://cloud/v3");
        var samples = new Samples();
        samples.took(Duration.ofMillis(20));
        report.add(Figures.of("boot 1", samples, 0.5, null, null));
        report.memoryBefore(Map.of("gateway", 2048L));
        report.memoryAfter(Map.of("gateway", 3072L));

        assertThat(report.text())
                .containsPattern("boot 1 +1 +0 +2.00 +20.0 +20.0 +20.0 +-")
                .containsPattern("gateway +2 +3");
        report.write(folder.resolve("figures.json"));
        var json = new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
        assertThat(json.at("/figures/0/name").asText()).isEqualTo("boot 1");
        assertThat(json.at("/figures/0/p99_ms").asDouble()).isBetween(19.9, 20.1);
        assertThat(json.at("/figures/0/cpu_ms_each").isMissingNode()).isTrue();
        assertThat(json.at("/memory_kib/after/gateway").asLong()).isEqualTo(3072);
    }
}
