package io.caelum.bench.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What came out of one load. Latencies are milliseconds.
 *
 * @param cpuMillis of the cloud's processes for each operation; null where they are not here
 * @param note what else the reader has to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figures(
        String name,
        long count,
        long failures,
        @JsonProperty("per_second") double perSecond,
        @JsonProperty("p50_ms") double p50,
        @JsonProperty("p99_ms") double p99,
        @JsonProperty("max_ms") double max,
        @JsonProperty("cpu_ms_each") Double cpuMillis,
        String note) {

    /** @param cpuSeconds what the cloud used meanwhile, or null */
    public static Figures of(String name, Samples samples, Double cpuSeconds, String note) {
        return of(name, samples, samples.seconds(), cpuSeconds, note);
    }

    /** @param seconds how long all of it took */
    public static Figures of(String name, Samples samples, double seconds, Double cpuSeconds, String note) {
        return new Figures(
                name,
                samples.count(),
                samples.failures(),
                seconds == 0 ? 0 : rounded(samples.count() / seconds),
                rounded(samples.millis(50)),
                rounded(samples.millis(99)),
                rounded(samples.millis(100)),
                cpuSeconds == null || samples.count() == 0 ? null : rounded(cpuSeconds * 1000 / samples.count()),
                note != null
                        ? note
                        : samples.firstFailure()
                                .map(why -> "first failure: " + why)
                                .orElse(null));
    }

    /** Without latencies. */
    public static Figures counted(String name, long count, double cpuMillis, String note) {
        return new Figures(name, count, 0, 0, 0, 0, 0, rounded(cpuMillis), note);
    }

    Figures withNote(String said) {
        return new Figures(name, count, failures, perSecond, p50, p99, max, cpuMillis, said);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
