package io.caelum.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The last lines of a log. */
public final class LogTail {

    private static final int LINES = 30;

    private LogTail() {}

    public static String of(Path log) {
        try (var all = Files.lines(log)) {
            var lines = all.toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException | java.io.UncheckedIOException none) {
            return "(there is no log " + log + ")";
        }
    }
}
