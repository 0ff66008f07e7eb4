package io.caelum.platform.web.microversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MicroversionTest {

    @Test
    void versionsCompareByNumberAndNotByText() {
        assertThat(Microversion.parse("2.9")).isLessThan(Microversion.parse("2.10"));
        assertThat(Microversion.parse("2.53").atLeast(2, 53)).isTrue();
        assertThat(Microversion.parse("2.52").atLeast(2, 53)).isFalse();
    }

    @Test
    void whatIsNotOfTheFormNumberDotNumberIsRefused() {
        for (String bad : new String[] {"2", "2.", "2.1.1", "latest", "2.01", "-2.1", "", " 2.1"}) {
            assertThatThrownBy(() -> Microversion.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
