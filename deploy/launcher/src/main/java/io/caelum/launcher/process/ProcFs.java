package io.caelum.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the kernel tells about processes under {@code /proc}. */
public final class ProcFs {

    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /** Start time of a running process in clock ticks since boot; empty if there is none or it is a zombie. */
    public static Optional<Long> startTicks(long pid) {
        try {
            return parseStartTicks(Files.readString(PROC.resolve(pid + "/stat")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The program name stands in brackets and may contain anything, brackets too: count from the last one. */
    static Optional<Long> parseStartTicks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
    }

    /** How long the machine has been up, in seconds. */
    public static double uptimeSeconds() {
        return Double.parseDouble(read(PROC.resolve("uptime")).split(" ")[0]);
    }

    /** Memory of the process in KiB, shared pages counted by share; empty if we may not see it. */
    public static Optional<Long> proportionalSetKib(long pid) {
        try {
            return field(Files.readAllLines(PROC.resolve(pid + "/smaps_rollup")), "Pss:");
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    public static long availableMemoryKib() {
        return field(read(PROC.resolve("meminfo")).lines().toList(), "MemAvailable:")
                .orElse(0L);
    }

    public static long memoryKib() {
        return field(read(PROC.resolve("meminfo")).lines().toList(), "MemTotal:")
                .orElse(0L);
    }

    private static Optional<Long> field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
