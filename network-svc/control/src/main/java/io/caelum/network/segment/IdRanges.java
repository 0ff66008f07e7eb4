package io.caelum.network.segment;

import java.util.Arrays;
import java.util.List;

/** Reads ranges of ids out of the configuration; a mistake there stops the process with a sentence. */
final class IdRanges {

    private IdRanges() {}

    /** Reads {@code 1:100,200:300}. */
    static List<IdRange> parseAll(String text, long min, long max) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> parse(IdRange.EVERYWHERE, part, min, max))
                .toList();
    }

    static IdRange parse(String physicalNetwork, String text, long min, long max) {
        if (!text.matches("\\d{1,10}:\\d{1,10}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no range of segment ids; write FIRST:LAST");
        }
        String[] ends = text.split(":");
        var range = new IdRange(physicalNetwork, Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        if (range.first() < min || range.last() > max) {
            throw new IllegalArgumentException(
                    "segment ids " + text + " are not within " + min + " through " + max + ", which the type allows");
        }
        return range;
    }
}
