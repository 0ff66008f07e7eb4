package io.caelum.compute.scheduler;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in one sentence why hosts were refused. */
final class Explanation {

    private Explanation() {}

    static String of(int hosts, List<Refusal> refusals) {
        if (hosts == 0) {
            return "no compute host has reported yet";
        }
        String fit = "%d of %d %s".formatted(hosts - refusals.size(), hosts, hosts == 1 ? "host fits" : "hosts fit");
        return refusals.isEmpty() ? fit : fit + ": " + reasons(refusals);
    }

    private static String reasons(List<Refusal> refusals) {
        return byReason(refusals).values().stream()
                .sorted(Comparator.comparingInt(same -> -same.size()))
                .map(same -> same.size() + " " + sentence(same))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, List<Refusal>> byReason(List<Refusal> refusals) {
        return refusals.stream()
                .collect(Collectors.groupingBy(Explanation::reason, LinkedHashMap::new, Collectors.toList()));
    }

    private static String reason(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Is is -> is.what();
            case Refusal.Short lack -> lack.resource();
        };
    }

    private static String sentence(List<Refusal> same) {
        return switch (same.getFirst()) {
            case Refusal.Is is -> is.what();
            case Refusal.Short lack ->
                "short of %s by %s%s"
                        .formatted(lack.resource(), range(same), lack.unit().isEmpty() ? "" : " " + lack.unit());
        };
    }

    private static String range(List<Refusal> same) {
        var amounts = same.stream()
                .mapToInt(refusal -> ((Refusal.Short) refusal).by())
                .summaryStatistics();
        return amounts.getMin() == amounts.getMax()
                ? String.valueOf(amounts.getMin())
                : amounts.getMin() + " to " + amounts.getMax();
    }
}
