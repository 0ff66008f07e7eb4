package io.caelum.compute.quota;

import static io.caelum.compute.quota.ComputeQuota.CORES;
import static io.caelum.compute.quota.ComputeQuota.INSTANCES;
import static io.caelum.compute.quota.ComputeQuota.RAM;

import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many servers of one size a project still has room for. */
record ServerRoom(Map<ComputeQuota, Integer> limits, ServerUsage used, int vcpus, int memoryMb) {

    /** As many as fit of those wanted; a Fault in Nova's words if these are fewer than needed. */
    int grant(int atLeast, int wanted) {
        for (int count = wanted; count >= Math.max(atLeast, 1); count--) {
            if (exceededBy(count).isEmpty()) {
                return count;
            }
        }
        throw refusal(exceededBy(atLeast));
    }

    /** That a server becomes larger by so much; a Fault in Nova's words if it does not fit. */
    void requireGrowth() {
        List<Figure> over = exceeded(Math.max(vcpus, 0), 0, Math.max(memoryMb, 0)).stream()
                .filter(figure -> figure.requested() > 0)
                .toList();
        if (!over.isEmpty()) {
            throw refusal(over);
        }
    }

    private record Figure(ComputeQuota quota, long requested, int used, int limit) {
        boolean isExceeded() {
            return limit >= 0 && used + requested > limit;
        }
    }

    private List<Figure> exceededBy(int count) {
        return exceeded((long) count * vcpus, count, (long) count * memoryMb);
    }

    private List<Figure> exceeded(long cores, long instances, long ramMb) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(CORES, cores, used.cores(), limits.get(CORES)));
        figures.add(new Figure(INSTANCES, instances, used.instances(), limits.get(INSTANCES)));
        figures.add(new Figure(RAM, ramMb, used.ramMb(), limits.get(RAM)));
        return figures.stream().filter(Figure::isExceeded).toList();
    }

    private static Fault refusal(List<Figure> over) {
        String names = join(over, figure -> figure.quota().wireName());
        return Fault.forbidden("Quota exceeded for %s: Requested %s, but already used %s of %s %s"
                .formatted(
                        names,
                        join(over, figure -> String.valueOf(figure.requested())),
                        join(over, figure -> String.valueOf(figure.used())),
                        join(over, figure -> String.valueOf(figure.limit())),
                        names));
    }

    private static String join(List<Figure> figures, Function<Figure, String> text) {
        return figures.stream().map(text).collect(Collectors.joining(", "));
    }
}
