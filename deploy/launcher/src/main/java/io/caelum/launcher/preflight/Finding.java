package io.caelum.launcher.preflight;

/**
 * @param isFatal whether there is no point in going on
 * @param cause what is so
 * @param remedy what to do about it
 */
public record Finding(boolean isFatal, String cause, String remedy) {

    static Finding fatal(String cause, String remedy) {
        return new Finding(true, cause, remedy);
    }

    static Finding warning(String cause, String remedy) {
        return new Finding(false, cause, remedy);
    }

    public String text() {
        return "%s %s%n  %s".formatted(isFatal ? "problem:" : "warning:", cause, remedy);
    }
}
