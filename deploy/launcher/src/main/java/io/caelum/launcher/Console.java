package io.caelum.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a command tells while it works: each line with the seconds since it began. */
public final class Console {

    private final PrintStream out;
    private final long start = System.nanoTime();

    public Console(PrintStream out) {
        this.out = out;
    }

    public static Console standard() {
        return new Console(System.out);
    }

    public void title(String text) {
        line("");
        line(isTerminal() ? "\u001b[1m" + text + "\u001b[0m" : text);
    }

    /** A line about something that just happened. */
    public synchronized void event(String text) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", elapsed().toMillis() / 1000.0, text);
        out.flush();
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
