package io.caelum.launcher.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.launcher.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    @TempDir
    Path checkout;

    @Test
    void countsTheTestsAndNamesWhatFailed() throws IOException {
        report("a-svc", """
                <testsuite name="io.caelum.A" tests="4" errors="1" skipped="1" failures="0">
                  <testcase name="works" classname="io.caelum.A" time="0.1"/>
                  <testcase name="tells" classname="io.caelum.A" time="0.1">
                    <system-out><![CDATA[<testcase name="x" classname="y"><failure/></testcase>]]></system-out>
                  </testcase>
                  <testcase name="waits" classname="io.caelum.A" time="0.0">
                    <skipped message="no engine"/>
                  </testcase>
                  <testcase name="breaks" classname="io.caelum.A" time="0.1">
                    <error message="boom">trace</error>
                  </testcase>
                </testsuite>""");
        var sum = new Reports(new Checkout(checkout)).sum();
        assertThat(sum.text()).isEqualTo("2 passed, 1 failed, 1 skipped");
        assertThat(sum.failures()).containsExactly("io.caelum.A.breaks");
        assertThat(sum.isGood()).isFalse();
    }

    @Test
    void anAuditThatFindsABreachFailsTheRun() throws IOException {
        report("a-svc", """
                <testsuite name="io.caelum.A" tests="1">
                  <testcase name="works" classname="io.caelum.A" time="0.1"/>
                </testsuite>""");
        var sum = new Reports(new Checkout(checkout))
                .sumWith(List.of(new TestResult("the audit", TestResult.Outcome.FAILED)));
        assertThat(sum.failures()).containsExactly("the audit");
        assertThat(sum.isGood()).isFalse();
    }

    /** As surefire writes it after a second attempt: the numbers at the head are those of that attempt. */
    @Test
    void saysWhatPassedOnlyAtASecondAttempt() throws IOException {
        report("a-svc", """
                <testsuite name="io.caelum.A" tests="1" errors="0" skipped="0" failures="0" flakes="1">
                  <testcase name="works" classname="io.caelum.A" time="0.1"/>
                  <testcase name="races" classname="io.caelum.A" time="0.1">
                    <flakyFailure message="too late" type="X"><stackTrace>trace</stackTrace></flakyFailure>
                  </testcase>
                </testsuite>""");
        report("b-svc", """
                <testsuite name="io.caelum.B" tests="1" errors="0" skipped="0" failures="0">
                  <testcase name="alsoRaces" classname="io.caelum.B" time="0.1">
                    <flakyError message="too early" type="X"><stackTrace>trace</stackTrace></flakyError>
                  </testcase>
                </testsuite>""");
        var sum = new Reports(new Checkout(checkout)).sum();
        assertThat(sum.text())
                .isEqualTo("3 passed, 0 failed, 0 skipped (flaky: 2 of those that passed needed a second attempt)");
        assertThat(sum.flaky()).containsExactlyInAnyOrder("io.caelum.A.races", "io.caelum.B.alsoRaces");
        assertThat(sum.isGood()).isTrue();
    }

    @Test
    void whatFailsTwiceFailed() throws IOException {
        report("a-svc", """
                <testsuite name="io.caelum.A" tests="1" errors="0" skipped="0" failures="1">
                  <testcase name="breaks" classname="io.caelum.A" time="0.1">
                    <failure message="one" type="X">trace</failure>
                    <rerunFailure message="two" type="X"><stackTrace>trace</stackTrace></rerunFailure>
                  </testcase>
                </testsuite>""");
        assertThat(new Reports(new Checkout(checkout)).sum().text()).isEqualTo("0 passed, 1 failed, 0 skipped");
    }

    @Test
    void aReportThatWasCutShortCountsAsAFailure() throws IOException {
        report("a-svc", "<testsuite tests=\"3\"><testcase name=\"works\"");
        assertThat(new Reports(new Checkout(checkout)).sum().isGood()).isFalse();
    }

    @Test
    void aRunWithoutTestsIsNotGood() {
        assertThat(new Reports(new Checkout(checkout)).sum().isGood()).isFalse();
    }

    private void report(String module, String xml) throws IOException {
        var folder = Files.createDirectories(checkout.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(folder.resolve("TEST-" + module + ".xml"), xml);
    }
}
