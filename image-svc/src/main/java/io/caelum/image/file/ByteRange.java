package io.caelum.image.file;

import io.caelum.platform.fault.Fault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of an image's bytes that a download asks for. */
record ByteRange(long from, long length, long total) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a {@code Range} header: one range of bytes, open at either side.
     *
     * @throws Fault RANGE_NOT_SATISFIABLE for all that cannot be answered with one part
     */
    static ByteRange of(@Nullable String header, long total) {
        if (header == null) {
            return new ByteRange(0, total, total);
        }
        Matcher range = ONE_RANGE.matcher(header.replace(" ", ""));
        if (!range.matches()) {
            throw notSatisfiable(header);
        }
        ByteRange part = range.group(1).isEmpty()
                ? suffix(range.group(2), total)
                : between(Long.parseLong(range.group(1)), range.group(2), total);
        if (part.length <= 0) {
            throw notSatisfiable(header);
        }
        return part;
    }

    private static ByteRange suffix(String text, long total) {
        long length = text.isEmpty() ? 0 : Math.min(Long.parseLong(text), total);
        return new ByteRange(total - length, length, total);
    }

    private static ByteRange between(long from, String text, long total) {
        long last = text.isEmpty() ? total - 1 : Math.min(Long.parseLong(text), total - 1);
        return new ByteRange(from, last - from + 1, total);
    }

    boolean isWhole() {
        return length == total;
    }

    /** As {@code Content-Range} has it. */
    String contentRange() {
        return "bytes " + from + "-" + (from + length - 1) + "/" + total;
    }

    private static Fault notSatisfiable(String header) {
        return new Fault(
                Fault.Kind.RANGE_NOT_SATISFIABLE,
                "RangeNotSatisfiable",
                "The range '" + header + "' cannot be answered for this image.");
    }
}
