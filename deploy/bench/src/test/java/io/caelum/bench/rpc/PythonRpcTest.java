package io.caelum.bench.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PythonRpcTest {

    @Test
    void durationsAreReadAndWarningsAreNot() {
        var figures = PythonRpc.figures(2, Duration.ofSeconds(2), "Using 2 threads\n1000\n3000\n2000\n");

        assertThat(figures.name()).isEqualTo("oslo.messaging 2");
        assertThat(figures.count()).isEqualTo(3);
        assertThat(figures.perSecond()).isEqualTo(1.5);
        assertThat(figures.p50()).isBetween(1.99, 2.01);
    }
}
