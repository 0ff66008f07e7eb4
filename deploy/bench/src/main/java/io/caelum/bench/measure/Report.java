package io.caelum.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.caelum.launcher.command.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All figures of a run, for people and for programs. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String cloud;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Figures> figures = new ArrayList<>();
    private Map<String, Long> memoryBefore = Map.of();
    private Map<String, Long> memoryAfter = Map.of();
    private boolean complete = true;

    /** @param cloud where it is */
    public Report(String cloud) {
        this.cloud = cloud;
    }

    public synchronized void add(Figures added) {
        figures.add(added);
        complete &= added.failures() == 0;
    }

    public synchronized void annotateLast(String note) {
        figures.set(figures.size() - 1, figures.getLast().withNote(note));
    }

    /** Something that was asked for could not be measured. */
    public synchronized void incomplete() {
        complete = false;
    }

    /** Whether everything that was asked for could be measured, and nothing failed. */
    public boolean isComplete() {
        return complete;
    }

    public void memoryBefore(Map<String, Long> kib) {
        memoryBefore = kib;
    }

    public void memoryAfter(Map<String, Long> kib) {
        memoryAfter = kib;
    }

    public String text() {
        var table = new Table("what", "count", "failed", "per s", "p50 ms", "p99 ms", "max ms", "CPU ms", "");
        figures.forEach(row -> table.row(
                row.name(),
                Long.toString(row.count()),
                Long.toString(row.failures()),
                number(row.perSecond()),
                number(row.p50()),
                number(row.p99()),
                number(row.max()),
                row.cpuMillis() == null ? "-" : number(row.cpuMillis()),
                row.note() == null ? "" : row.note()));
        return table.text() + "CPU is what all of the cloud's processes used, for each operation.\n" + memoryText();
    }

    private String memoryText() {
        if (memoryBefore.isEmpty()) {
            return "";
        }
        var table = new Table("memory (PSS, MiB)", "before", "after");
        memoryBefore.forEach(
                (name, before) -> table.row(name, mebibytes(before), mebibytes(memoryAfter.getOrDefault(name, 0L))));
        table.row("all", mebibytes(sum(memoryBefore)), mebibytes(sum(memoryAfter)));
        return "\n" + table.text();
    }

    private static long sum(Map<String, Long> memory) {
        return memory.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String mebibytes(long kib) {
        return Long.toString((kib + 512) / 1024);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    public void write(Path file) {
        var all = new LinkedHashMap<String, Object>();
        all.put("cloud", cloud);
        all.put("begun", begun.toString());
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("figures", figures);
        all.put("memory_kib", Map.of("before", memoryBefore, "after", memoryAfter));
        try {
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
