package io.caelum.launcher.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortReservationTest {

    @Test
    void twoRunsAtOnceGetDifferentPorts() {
        try (var one = PortReservation.take();
                var other = PortReservation.take()) {
            assertThat(one.base()).isNotEqualTo(other.base());
        }
    }
}
