package io.caelum.compute.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Chooses hosts: filters, then weighers. Decides only; whoever asks claims the resources, and may be too late. */
public final class Scheduler {

    private Scheduler() {}

    /**
     * @param candidates fitting hosts, the best first
     * @param explanation what became of the others, e.g. {@code 1 of 3 hosts fit: 2 short of memory by 512 MiB}
     */
    public record Choice(List<HostState> candidates, String explanation) {}

    public static Choice choose(List<HostState> hosts, Demand demand) {
        var fitting = new ArrayList<HostState>();
        var refusals = new ArrayList<Refusal>();
        for (HostState host : hosts) {
            HostFilter.firstRefusal(host, demand).ifPresentOrElse(refusals::add, () -> fitting.add(host));
        }
        return new Choice(ranked(fitting, demand), Explanation.of(hosts.size(), refusals));
    }

    private record Ranked(HostState host, double weight, long turn) {}

    private static List<HostState> ranked(List<HostState> hosts, Demand demand) {
        Map<String, Double> weights = weights(hosts);
        return hosts.stream()
                .map(host -> new Ranked(host, weights.get(host.name()), turn(host, demand)))
                .sorted(Comparator.<Ranked>comparingDouble(ranked -> -ranked.weight())
                        .thenComparingLong(Ranked::turn))
                .map(Ranked::host)
                .toList();
    }

    /** Equal hosts are taken in an order of each server's own, or all servers of a burst would want the same one. */
    private static long turn(HostState host, Demand demand) {
        UUID server = demand.serverId();
        long mixed = server.getMostSignificantBits()
                ^ server.getLeastSignificantBits()
                ^ spread(host.name().hashCode());
        return spread(mixed);
    }

    /** Neighbouring numbers come out far apart (the last step of MurmurHash 3). */
    private static long spread(long number) {
        long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private static Map<String, Double> weights(List<HostState> hosts) {
        var weights = new HashMap<String, Double>();
        for (HostWeigher weigher : HostWeigher.values()) {
            double low = hosts.stream().mapToDouble(weigher::measure).min().orElse(0);
            double high = hosts.stream().mapToDouble(weigher::measure).max().orElse(0);
            for (HostState host : hosts) {
                double weight = high == low ? 0 : (weigher.measure(host) - low) / (high - low);
                weights.merge(host.name(), weight, Double::sum);
            }
        }
        return weights;
    }
}
