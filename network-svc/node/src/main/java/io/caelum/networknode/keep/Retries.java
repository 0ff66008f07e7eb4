package io.caelum.networknode.keep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When what did not succeed is tried again: soon at first, then less and less often. */
final class Retries {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
    private final Clock clock;

    Retries(Clock clock) {
        this.clock = clock;
    }

    void failed(UUID id) {
        attempts.compute(id, (key, before) -> {
            Duration pause = before == null ? FIRST : shorter(before.pause.multipliedBy(2));
            return new Attempt(pause, clock.instant().plus(pause));
        });
    }

    void over(UUID id) {
        attempts.remove(id);
    }

    boolean isPending(UUID id) {
        return attempts.containsKey(id);
    }

    boolean isDue(UUID id) {
        Attempt attempt = attempts.get(id);
        return attempt != null && !clock.instant().isBefore(attempt.next);
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private record Attempt(Duration pause, Instant next) {}
}
