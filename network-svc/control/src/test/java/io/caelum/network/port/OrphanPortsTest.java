package io.caelum.network.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrphanPortsTest {

    @Test
    void aFewMayAlwaysGoEvenIfTheyAreAll() {
        assertThat(OrphanPorts.isTooMany(1, 1)).isFalse();
        assertThat(OrphanPorts.isTooMany(10, 10)).isFalse();
    }

    @Test
    void moreThanHalfOrMoreThanAHundredAreLeftToPeople() {
        assertThat(OrphanPorts.isTooMany(11, 22)).isFalse();
        assertThat(OrphanPorts.isTooMany(12, 23)).isTrue();
        assertThat(OrphanPorts.isTooMany(100, 5_000)).isFalse();
        assertThat(OrphanPorts.isTooMany(101, 5_000)).isTrue();
    }
}
