package io.caelum.launcher.test;

import java.util.List;

/**
 * How a run went.
 *
 * @param passed at the first attempt
 * @param flaky names of those that passed only at a second attempt
 * @param failures names of those that did not pass
 */
record Sum(long passed, List<String> flaky, List<String> failures, long skipped) {

    static Sum of(List<TestResult> results) {
        return new Sum(
                count(results, TestResult.Outcome.PASSED),
                names(results, TestResult.Outcome.FLAKY),
                names(results, TestResult.Outcome.FAILED),
                count(results, TestResult.Outcome.SKIPPED));
    }

    String text() {
        var text = "%d passed, %d failed, %d skipped".formatted(passed + flaky.size(), failures.size(), skipped);
        return flaky.isEmpty()
                ? text
                : text + " (flaky: %d of those that passed needed a second attempt)".formatted(flaky.size());
    }

    boolean isGood() {
        return failures.isEmpty() && passed + flaky.size() > 0;
    }

    private static long count(List<TestResult> results, TestResult.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    private static List<String> names(List<TestResult> results, TestResult.Outcome outcome) {
        return results.stream()
                .filter(result -> result.outcome() == outcome)
                .map(TestResult::name)
                .toList();
    }
}
