package io.caelum.launcher.test;

/** @param name class and method */
record TestResult(String name, Outcome outcome) {

    /** From good to bad. */
    enum Outcome {
        PASSED,
        SKIPPED,
        /** Failed at first and passed when it was tried again. */
        FLAKY,
        FAILED;

        Outcome worseOf(Outcome other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
