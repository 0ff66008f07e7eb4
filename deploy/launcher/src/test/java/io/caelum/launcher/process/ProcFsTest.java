package io.caelum.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFsTest {

    private static final String STAT =
            "4242 (odd ) name (x)) S 1 4242 4242 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 200";

    @Test
    void theStartTimeIsFoundBehindAnyProgramName() {
        assertThat(ProcFs.parseStartTicks(STAT)).contains(987654L);
    }

    @Test
    void aZombieDoesNotRun() {
        assertThat(ProcFs.parseStartTicks(STAT.replace(" S 1 ", " Z 1 "))).isEmpty();
    }

    @Test
    void weRunOurselves() {
        assertThat(ProcFs.startTicks(ProcessHandle.current().pid())).isPresent();
        assertThat(ProcFs.availableMemoryKib()).isPositive();
    }
}
