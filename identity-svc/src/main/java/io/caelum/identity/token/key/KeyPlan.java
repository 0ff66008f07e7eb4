package io.caelum.identity.token.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about the keys now: a new one is made in time, published, and signs only when every service knows
 * it; an old one goes when its last token has expired.
 *
 * @param signsFrom of the key to make; empty if none is to be made
 * @param retire ids of keys that nobody needs any more
 */
record KeyPlan(Optional<Instant> signsFrom, List<String> retire) {

    /** @param canSign whether its private key can be read */
    record Known(String kid, Instant signsFrom, boolean canSign) {}

    static KeyPlan at(Instant now, List<Known> keys, Duration rotateEvery, Duration leadTime, Duration tokenLifetime) {
        List<Known> able = keys.stream()
                .filter(Known::canSign)
                .sorted(Comparator.comparing(Known::signsFrom).reversed())
                .toList();
        return new KeyPlan(next(now, able, rotateEvery, leadTime), retired(now, keys, able, tokenLifetime));
    }

    private static Optional<Instant> next(Instant now, List<Known> able, Duration rotateEvery, Duration leadTime) {
        if (able.stream().noneMatch(key -> !key.signsFrom().isAfter(now))) {
            return able.isEmpty() ? Optional.of(now) : Optional.empty();
        }
        Instant due = able.getFirst().signsFrom().plus(rotateEvery);
        return due.isAfter(now) ? Optional.empty() : Optional.of(now.plus(leadTime));
    }

    /** A key's last token was signed when its successor took over. */
    private static List<String> retired(Instant now, List<Known> keys, List<Known> able, Duration tokenLifetime) {
        return keys.stream()
                .filter(key -> able.stream()
                        .anyMatch(successor -> successor.signsFrom().isAfter(key.signsFrom())
                                && successor
                                        .signsFrom()
                                        .plus(tokenLifetime)
                                        .plusSeconds(60)
                                        .isBefore(now)))
                .map(Known::kid)
                .toList();
    }
}
