package io.caelum.bench.benchmark;

import io.caelum.bench.measure.Load;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How much of everything. */
public final class Plan {

    @Option(
            names = "--concurrency",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,10,50",
            description = "servers booted at once, for boot and delete (${DEFAULT-VALUE})")
    List<Integer> concurrency = List.of();

    @Option(
            names = "--boots",
            paramLabel = "N",
            description = "servers for each of them (default: 20 times the concurrency, 100 at most)")
    Integer boots;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "servers booted and deleted before, which do not count (${DEFAULT-VALUE})")
    int warmUp;

    @Option(
            names = "--list-sizes",
            split = ",",
            paramLabel = "N",
            defaultValue = "0,1000",
            description = "how many servers there are when they are listed (${DEFAULT-VALUE})")
    List<Integer> listSizes = List.of();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "400",
            description = "requests for each of the short loads (${DEFAULT-VALUE})")
    int requests;

    @Option(
            names = "--image-mib",
            paramLabel = "N",
            defaultValue = "256",
            description = "size of the image that goes up and down (${DEFAULT-VALUE})")
    int imageMib;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "longest time for each load (${DEFAULT-VALUE})")
    int minutes;

    Load load(int count, int concurrency) {
        return new Load(count, concurrency, bound());
    }

    Duration bound() {
        return Duration.ofMinutes(minutes);
    }

    int boots(int atOnce) {
        return boots != null ? boots : Math.min(100, 20 * atOnce);
    }
}
