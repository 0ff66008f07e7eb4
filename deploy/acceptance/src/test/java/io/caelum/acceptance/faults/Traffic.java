package io.caelum.acceptance.faults;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** All exchanges of a load. */
final class Traffic {

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    Stream<Exchange> all() {
        return exchanges.stream();
    }

    Stream<Exchange> between(long from, long to) {
        return all().filter(exchange -> exchange.ended() > from && exchange.ended() <= to);
    }

    boolean isQuietSince(long moment) {
        return all().filter(Exchange::isError).noneMatch(exchange -> exchange.ended() > moment);
    }

    /** That moment where there was none. */
    long lastErrorSince(long moment) {
        return all().filter(Exchange::isError)
                .mapToLong(Exchange::ended)
                .filter(ended -> ended > moment)
                .max()
                .orElse(moment);
    }
}
