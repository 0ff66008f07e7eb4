package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The flows of one bridge. Changes go in one bundle: all at the same moment, or none. Not for several threads at once.
 */
final class BridgeFlows {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern COOKIE = Pattern.compile("cookie=(0x[0-9a-f]+)");

    /** The switch's management socket is a file, so no namespace matters. */
    private final HostCommands commands = new HostCommands(HostNamespace.own());

    private final String target;

    /** How the switch printed a flow when it was first seen, by cookie; empty until it has been looked at. */
    private final Map<String, String> printed = new HashMap<>();

    /** Cookies of what is there, as far as known. */
    private final Set<String> present = new HashSet<>();

    BridgeFlows(Path runDir, String bridge) {
        target = "unix:" + runDir.resolve(bridge + ".mgmt");
    }

    /** Brings the bridge from what was last seen in it to these flows. */
    void change(Collection<Flow> wanted) throws CommandFailed {
        Map<String, Flow> byCookie = byCookie(wanted);
        var gone = new ArrayList<>(present);
        gone.removeAll(byCookie.keySet());
        write(gone, byCookie);
    }

    /**
     * Brings the bridge from what really is in it to these flows. Flows that are right keep their counters.
     *
     * @return how many flows others had removed, changed or added
     */
    int repair(Collection<Flow> wanted) throws CommandFailed {
        Map<String, Flow> byCookie = byCookie(wanted);
        Set<String> wrong = look();
        var gone = new ArrayList<>(wrong);
        present.removeAll(wrong);
        present.stream().filter(cookie -> !byCookie.containsKey(cookie)).forEach(gone::add);
        long missing = byCookie.keySet().stream()
                .filter(cookie -> !present.contains(cookie))
                .count();
        if (write(gone, byCookie)) {
            present.removeAll(look());
        }
        return gone.size() + (int) missing;
    }

    /** How the bridge differs from these flows; changes nothing, also nothing of what is known of it. */
    List<FlowDefect> defects(Collection<Flow> wanted) throws CommandFailed {
        Map<String, Flow> byCookie = byCookie(wanted);
        var defects = new ArrayList<FlowDefect>();
        for (String line : dump()) {
            String cookie = cookieOf(line);
            Flow known = byCookie.remove(cookie);
            if (known == null) {
                defects.add(FlowDefect.foreign(line));
            } else if (!printed.getOrDefault(cookie, line).equals(line)) {
                defects.add(FlowDefect.changed(known));
            }
        }
        byCookie.values().forEach(flow -> defects.add(FlowDefect.missing(flow)));
        return defects;
    }

    /** Reads what is there, and answers which of it is not what it was. */
    private Set<String> look() throws CommandFailed {
        present.clear();
        var found = new HashMap<String, String>();
        var wrong = new HashSet<String>();
        for (String line : dump()) {
            String cookie = cookieOf(line);
            String before = found.put(cookie, line);
            if (before != null || !printed.getOrDefault(cookie, line).equals(line)) {
                wrong.add(cookie);
            }
        }
        present.addAll(found.keySet());
        printed.keySet().retainAll(found.keySet());
        found.forEach(printed::putIfAbsent);
        return wrong;
    }

    /** One flow a line, without those that the switch has learnt. */
    private List<String> dump() throws CommandFailed {
        return run(List.of("dump-flows", "--no-stats", target), "")
                .lines()
                .filter(line -> !line.isBlank() && !cookieOf(line).equals(Flow.LEARNED))
                .toList();
    }

    private static String cookieOf(String line) {
        var matcher = COOKIE.matcher(line);
        return matcher.find() ? matcher.group(1) : "0x0";
    }

    private boolean write(List<String> gone, Map<String, Flow> wanted) throws CommandFailed {
        var bundle = new StringBuilder();
        gone.forEach(cookie -> bundle.append(Flow.removal(cookie)).append('\n'));
        wanted.forEach((cookie, flow) -> {
            if (!present.contains(cookie) || gone.contains(cookie)) {
                bundle.append(flow.addition()).append('\n');
            }
        });
        if (bundle.isEmpty()) {
            return false;
        }
        run(List.of("--bundle", "add-flows", target, "-"), bundle.toString());
        present.removeAll(gone);
        present.addAll(wanted.keySet());
        return true;
    }

    private static Map<String, Flow> byCookie(Collection<Flow> flows) {
        var map = new LinkedHashMap<String, Flow>();
        flows.forEach(flow -> map.put(flow.cookie(), flow));
        return map;
    }

    private String run(List<String> arguments, String stdin) throws CommandFailed {
        var command = new ArrayList<>(List.of("ovs-ofctl", "-O", "OpenFlow14"));
        command.addAll(arguments);
        return commands.run(command, stdin, LIMIT);
    }
}
