package io.caelum.bench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

    @Test
    void allAreChosenUnlessSomeAreNamed() {
        assertThat(Benchmarks.chosen(List.of())).hasSizeGreaterThan(8);
        assertThat(Benchmarks.chosen(List.of("delete", "boot"))).hasSize(1);
    }

    @Test
    void theHelpNamesEveryBenchmark() {
        for (Benchmark benchmark : Benchmarks.chosen(List.of())) {
            assertThat(benchmark.names())
                    .allSatisfy(name -> assertThat(Benchmarks.HELP).containsPattern("(?m)^ +" + name + " "));
        }
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Benchmarks.chosen(List.of("boots")))
                .hasMessageContaining("boots")
                .hasMessageContaining("validate");
    }
}
