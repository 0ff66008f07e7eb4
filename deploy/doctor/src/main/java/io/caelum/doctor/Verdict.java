package io.caelum.doctor;

import io.caelum.doctor.check.Breach;
import io.caelum.doctor.check.Invariant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an audit has come to.
 *
 * @param breaches by invariant; an invariant that holds has an empty list
 * @param undecided what could not be seen, in sentences
 */
record Verdict(Map<Invariant, List<Breach>> breaches, List<String> undecided) {

    static final int SOUND = 0;
    static final int BREACHES = 1;
    static final int UNDECIDED = 2;

    Stream<Breach> all() {
        return breaches.values().stream().flatMap(List::stream);
    }

    int count() {
        return (int) all().count();
    }

    int exitCode() {
        if (count() > 0) {
            return BREACHES;
        }
        return undecided.isEmpty() ? SOUND : UNDECIDED;
    }
}
