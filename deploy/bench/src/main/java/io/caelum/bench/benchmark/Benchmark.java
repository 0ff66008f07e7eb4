package io.caelum.bench.benchmark;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that can be measured.
 *
 * @param names by which it is asked for; each of its figures begins with one
 */
public record Benchmark(List<String> names, Consumer<Bench> action) {

    static Benchmark of(String name, Consumer<Bench> action) {
        return new Benchmark(List.of(name), action);
    }
}
