package io.caelum.network.segment;

import java.util.random.RandomGenerator;

/**
 * Ids from which segments are drawn, both ends included.
 *
 * @param physicalNetwork empty text for tunnels, whose ids are worth the same everywhere
 */
record IdRange(String physicalNetwork, long first, long last) {

    static final String EVERYWHERE = "";

    IdRange {
        if (first > last) {
            throw new IllegalArgumentException(first + ":" + last + " is no range of ids");
        }
    }

    long random(RandomGenerator random) {
        return random.nextLong(first, last + 1);
    }
}
