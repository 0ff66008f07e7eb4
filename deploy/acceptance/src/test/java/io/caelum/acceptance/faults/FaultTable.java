package io.caelum.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Gathers what all cases measured, and tells it when the last of them is over: on the console, and in a file. */
final class FaultTable implements BeforeAllCallback, AutoCloseable {

    private static final Path FILE = Path.of("target/faults.txt");
    private static final String ROW = "%-44s %9s %9s %9s %8s %6s %5s %7s%n";
    private static final List<String> ROWS = new ArrayList<>();

    static synchronized void add(Outage outage, Verdict verdict) {
        ROWS.add(ROW.formatted(
                shortened(outage.fault().name()),
                seconds(outage.downtime()),
                seconds(outage.recovery()),
                seconds(outage.longest()),
                outage.exchanges().size(),
                outage.refusals(),
                verdict.lost(),
                verdict.doubled()));
    }

    private static String shortened(String name) {
        return name.length() <= 44 ? name : name.substring(0, 43) + "…";
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1_000.0);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(FaultTable.class))
                .computeIfAbsent("table", key -> this, FaultTable.class);
    }

    /** Once, when all tests are over. */
    @Override
    public void close() {
        String table = ROW.formatted("fault", "downtime", "recovery", "longest", "requests", "503s", "lost", "double")
                + String.join("", ROWS);
        System.out.println(table);
        try {
            Files.writeString(FILE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
