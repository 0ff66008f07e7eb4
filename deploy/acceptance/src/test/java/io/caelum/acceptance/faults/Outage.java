package io.caelum.acceptance.faults;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.List;

/**
 * How users of the API felt one fault.
 *
 * @param begun when it began, by {@link System#nanoTime}
 * @param back when the part was back
 * @param recovered when users were served as before
 * @param exchanges all that ended from begin to recovery
 */
record Outage(Fault fault, long begun, long back, long recovered, List<Exchange> exchanges) {

    /** From the first request that failed to the last one. */
    Duration downtime() {
        var errors = exchanges.stream()
                .filter(Exchange::isError)
                .mapToLong(Exchange::ended)
                .summaryStatistics();
        return errors.getCount() == 0 ? Duration.ZERO : Duration.ofNanos(errors.getMax() - errors.getMin());
    }

    Duration recovery() {
        return Duration.ofNanos(recovered - back);
    }

    long refusals() {
        return exchanges.stream().filter(Exchange::isRefusal).count();
    }

    Duration longest() {
        return exchanges.stream().map(Exchange::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** It came and was answered while the part was away. */
    boolean covers(Exchange exchange) {
        return exchange.begun() > begun && exchange.ended() < back;
    }

    /** Whatever a client sees while there is no door says nothing about those behind it. */
    boolean excuses(Exchange exchange) {
        return fault.closesTheDoor() && exchange.overlaps(begun, recovered);
    }

    @Override
    public String toString() {
        return "%s: down for %d ms, recovered %d ms after it was back, %d requests, %d refusals; slowest: %s"
                .formatted(
                        fault.name(),
                        downtime().toMillis(),
                        recovery().toMillis(),
                        exchanges.size(),
                        refusals(),
                        exchanges.stream().max(comparing(Exchange::took)).orElse(null));
    }
}
