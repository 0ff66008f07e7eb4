package io.caelum.bench.benchmark;

import io.caelum.bench.cloud.Api;
import io.caelum.bench.cloud.Cleanup;
import io.caelum.bench.measure.Figures;
import io.caelum.bench.measure.Load;
import io.caelum.bench.measure.Processes;
import io.caelum.bench.measure.Report;
import io.caelum.bench.measure.Samples;
import io.caelum.launcher.Console;
import java.util.List;

/** What all benchmarks of a run have in common. */
public final class Bench {

    final Api api;
    final Cleanup cleanup;
    final Plan plan;
    private final List<String> only;
    private final Processes processes;
    private final Report report;
    private final Console console;
    private Ingredients ingredients;

    /** @param only names of the benchmarks whose figures are wanted; none for all */
    public Bench(
            Api api,
            Cleanup cleanup,
            Plan plan,
            List<String> only,
            Processes processes,
            Report report,
            Console console) {
        this.api = api;
        this.cleanup = cleanup;
        this.plan = plan;
        this.only = only;
        this.processes = processes;
        this.report = report;
        this.console = console;
    }

    /** One that cannot be done is told and counted; the others go on. */
    public void run(Benchmark benchmark) {
        try {
            benchmark.action().accept(this);
        } catch (RuntimeException e) {
            tell("%s: not measured: %s".formatted(benchmark.names().getFirst(), e.getMessage()));
            report.incomplete();
        }
    }

    /** Made at the first time that a benchmark needs them. */
    Ingredients ingredients() {
        if (ingredients == null) {
            ingredients = Ingredients.make(api, cleanup, this::tell);
        }
        return ingredients;
    }

    String name(String rest) {
        return cleanup.prefix() + rest;
    }

    void tell(String text) {
        console.event(text);
    }

    Samples measure(String name, Load load, Load.Operation operation) {
        return measure(name, load, operation, null);
    }

    /** Runs a load and keeps its figures, if they are wanted. */
    Samples measure(String name, Load load, Load.Operation operation, String note) {
        boolean wanted = only.isEmpty() || only.contains(name.split(" ")[0]);
        tell("%s: %d, %d at a time".formatted(name, load.count(), load.concurrency()));
        var cpuBefore = processes.cpuSeconds();
        var samples = load.run(operation);
        Double cpu = cpuBefore
                .flatMap(before -> processes.cpuSeconds().map(after -> after - before))
                .orElse(null);
        var figures = Figures.of(name, samples, cpu, note);
        if (wanted) {
            report.add(figures);
        }
        tell("%s: %.1f per second, p50 %.1f ms, p99 %.1f ms, %d failed"
                .formatted(name, figures.perSecond(), figures.p50(), figures.p99(), figures.failures()));
        return samples;
    }

    /** Says something about the latest figures. */
    void annotate(String note) {
        tell(note);
        report.annotateLast(note);
    }

    /** Figures that did not come of {@link #measure}. */
    void report(Figures figures) {
        report.add(figures);
    }
}
