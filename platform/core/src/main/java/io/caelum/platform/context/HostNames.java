package io.caelum.platform.context;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The hosts that a process on hosts stands for: the one it is named after ({@code caelum.host}), or many simulated ones
 * ({@code caelum.simulated-hosts}) to find out how the cloud copes with them.
 */
public record HostNames(List<String> all) {

    /** @param simulated how many hosts, called sim-001 and so on; 0 for the one */
    static HostNames of(String host, int simulated) {
        return new HostNames(
                simulated == 0
                        ? List.of(host)
                        : IntStream.rangeClosed(1, simulated)
                                .mapToObj("sim-%03d"::formatted)
                                .toList());
    }

    public boolean isAlone() {
        return all.size() == 1;
    }
}
