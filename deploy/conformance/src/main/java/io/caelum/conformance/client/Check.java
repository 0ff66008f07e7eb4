package io.caelum.conformance.client;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** One step: the answers that did not come as wanted, and what else is worth telling. */
final class Check {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LONGEST_TEXT = 200;

    private final Map<String, Object> wrong = new LinkedHashMap<>();
    private final Map<String, Object> seen = new LinkedHashMap<>();

    /** The other side's failure of a call that is to fail. */
    @FunctionalInterface
    interface Attempt {
        Uni<?> start();
    }

    static <T> T answer(Uni<T> call) {
        return call.await().atMost(LONGEST);
    }

    void equal(String what, Object got, Object wanted) {
        if (!Objects.equals(got, wanted)) {
            wrong.put(what, "wanted " + shortened(wanted) + ", got " + shortened(got));
        }
    }

    void holds(String what, boolean truth, Object got) {
        if (!truth) {
            wrong.put(what, shortened(got));
        }
    }

    /** The call has to fail, with something that fits. */
    void fails(String what, Attempt attempt, Predicate<Throwable> fits) {
        try {
            Object got = answer(attempt.start());
            wrong.put(what, "no failure, but " + shortened(got));
        } catch (RuntimeException e) {
            Throwable mapped = Failures.mapped(e);
            seen.put(what, Failures.described(mapped));
            if (!fits.test(mapped)) {
                wrong.put(what, Failures.described(mapped));
            }
        }
    }

    void tell(String what, Object value) {
        seen.put(what, value);
    }

    boolean isOk() {
        return wrong.isEmpty();
    }

    Object detail() {
        return isOk() ? seen : wrong;
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
    }
}
