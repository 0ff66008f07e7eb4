package io.caelum.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RealHostTest {

    private final String asked = System.getProperty(RealHost.LEAVE_OUT, "false");

    @AfterEach
    void restore() {
        System.setProperty(RealHost.LEAVE_OUT, asked);
    }

    @Test
    void aTestThatLacksSomethingFailsAndSaysHowToGetIt() {
        System.setProperty(RealHost.LEAVE_OUT, "false");
        assertThatThrownBy(() -> RealHost.demand("no-such-program"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("deploy/stack test")
                .hasMessageContaining(RealHost.LEAVE_OUT);
    }

    @Test
    void whoAsksForItLeavesTheTestOut() {
        System.setProperty(RealHost.LEAVE_OUT, "true");
        assertThatThrownBy(() -> RealHost.demand("no-such-program")).isInstanceOf(TestAbortedException.class);
    }
}
