package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.network.PortWiring.BandwidthLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Bandwidth limits, in both directions, as OpenFlow meters: what exceeds the rate is dropped. They work in both datapaths;
 * policing by the kernel would see a frame only after the userspace datapath has taken its copy.
 */
final class Meters {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern METER = Pattern.compile("meter=(\\d+) (?s:.*?)rate=(\\d+)(?: burst_size=(\\d+))?");

    private record Rate(int kbps, int burst) {}

    private final HostCommands commands = new HostCommands(HostNamespace.own());
    private final String target;
    private final Map<Integer, Rate> present = new HashMap<>();
    private boolean known;

    Meters(Path runDir, String bridge) {
        target = "unix:" + runDir.resolve(bridge + ".mgmt");
    }

    static int id(LocalPort port, String direction) {
        return port.ofport() * 2 + (direction.equals("ingress") ? 1 : 0);
    }

    /** The next change looks at what is really there. */
    void forget() {
        known = false;
    }

    /** Before the flows that name them. */
    void ensure(List<LocalPort> ports) throws CommandFailed {
        look();
        for (Map.Entry<Integer, Rate> meter : wanted(ports).entrySet()) {
            Rate there = present.get(meter.getKey());
            if (!meter.getValue().equals(there)) {
                run(there == null ? "add-meter" : "mod-meter", text(meter.getKey(), meter.getValue()));
                present.put(meter.getKey(), meter.getValue());
            }
        }
    }

    /** After the flows that named them: a meter takes its flows with it. */
    void removeOthers(List<LocalPort> ports) throws CommandFailed {
        var gone = new ArrayList<>(present.keySet());
        gone.removeAll(wanted(ports).keySet());
        for (int id : gone) {
            run("del-meter", "meter=" + id);
            present.remove(id);
        }
    }

    private static Map<Integer, Rate> wanted(List<LocalPort> ports) {
        var wanted = new TreeMap<Integer, Rate>();
        for (LocalPort port : ports) {
            for (String direction : List.of("egress", "ingress")) {
                Optional<BandwidthLimit> limit = port.limit(direction);
                limit.ifPresent(rate -> wanted.put(id(port, direction), rate(rate)));
            }
        }
        return wanted;
    }

    /** TCP gets near the rate only with room for a burst; four fifths of a second is what Neutron takes too. */
    private static Rate rate(BandwidthLimit limit) {
        int burst = limit.maxBurstKbps() > 0 ? limit.maxBurstKbps() : Math.max(1, (int) (limit.maxKbps() * 0.8));
        return new Rate(limit.maxKbps(), burst);
    }

    private static String text(int id, Rate rate) {
        return "meter=%d,kbps,burst,stats,band=type=drop,rate=%d,burst_size=%d".formatted(id, rate.kbps, rate.burst);
    }

    private void look() throws CommandFailed {
        if (known) {
            return;
        }
        present.clear();
        var matcher =
                METER.matcher(commands.run(List.of("ovs-ofctl", "-O", "OpenFlow14", "dump-meters", target), LIMIT));
        while (matcher.find()) {
            int burst = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            present.put(Integer.parseInt(matcher.group(1)), new Rate(Integer.parseInt(matcher.group(2)), burst));
        }
        known = true;
    }

    private void run(String action, String meter) throws CommandFailed {
        commands.run(List.of("ovs-ofctl", "-O", "OpenFlow14", action, target, meter), LIMIT);
    }
}
