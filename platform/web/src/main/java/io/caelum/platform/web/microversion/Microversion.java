package io.caelum.platform.web.microversion;

/** A microversion as OpenStack's APIs negotiate it, e.g. 2.79. */
public record Microversion(int major, int minor) implements Comparable<Microversion> {

    /** Parses "2.79"; throws {@link IllegalArgumentException} for anything else. */
    public static Microversion parse(String text) {
        if (!text.matches("[1-9]\\d{0,3}\\.(0|[1-9]\\d{0,3})")) {
            throw new IllegalArgumentException(text);
        }
        int dot = text.indexOf('.');
        return new Microversion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    public boolean atLeast(int major, int minor) {
        return compareTo(new Microversion(major, minor)) >= 0;
    }

    @Override
    public int compareTo(Microversion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
