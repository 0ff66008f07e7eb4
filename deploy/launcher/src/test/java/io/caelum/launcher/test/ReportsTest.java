package io.caelum.launcher.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportsTest {

    @Test
    void countsAndNamesWhatFailed() {
        var sum = Reports.parse("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" name="io.caelum.A" time="1.5" tests="4" errors="1" skipped="1" failures="0">
                  <testcase name="works" classname="io.caelum.A" time="0.1"/>
                  <testcase name="breaks" classname="io.caelum.A" time="0.1">
                    <error message="boom">trace</error>
                  </testcase>
                </testsuite>""");
        assertThat(sum.text()).isEqualTo("2 passed, 1 failed, 1 skipped");
        assertThat(sum.failures()).containsExactly("io.caelum.A.breaks");
    }
}
