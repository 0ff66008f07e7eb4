package io.caelum.launcher.preflight;

import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.ProcFs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the machine before {@code up} does anything to it. */
public final class Preflight {

    private static final long MEMORY_NEEDED_MIB = 2600;
    private static final long DISK_NEEDED_MIB = 2000;

    private final Stack stack;

    public Preflight(Stack stack) {
        this.stack = stack;
    }

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.addAll(system(System.getProperty("os.name")));
        findings.addAll(ports());
        findings.addAll(field());
        if (stack.isDown()) {
            findings.addAll(memory(ProcFs.availableMemoryKib() / 1024));
        }
        findings.addAll(disk(stack.home().root(), usableMib(stack.home().root())));
        return findings;
    }

    static List<Finding> system(String name) {
        return name.equals("Linux")
                ? List.of()
                : List.of(Finding.fatal(
                        "this is " + name
                                + ", but deploy/stack runs PostgreSQL, RabbitMQ and Keycloak as Linux processes",
                        "use a Linux machine, or a container of one"));
    }

    private List<Finding> ports() {
        var listeners = Listeners.read();
        var findings = new ArrayList<Finding>();
        for (var port : Needed.ports(stack).entrySet()) {
            var ours = port.getValue().process().isPresent();
            if (!ours && listeners.containsKey(port.getKey())) {
                findings.add(taken(port.getKey(), port.getValue().name(), listeners.get(port.getKey())));
            }
        }
        return findings;
    }

    static Finding taken(int port, String part, Listener by) {
        return Finding.fatal(
                "port %d, which %s needs, is taken by %s".formatted(port, part, by.text()),
                "stop that process, or give this stack other ports: deploy/stack up --port-base 9700");
    }

    private List<Finding> field() {
        return stack.field().isEmpty() || "root".equals(System.getProperty("user.name"))
                ? List.of()
                : List.of(Finding.fatal(
                        "real guests need network namespaces and taps, which only root can make",
                        "run deploy/stack as root, or use simulated guests: deploy/stack up --driver simulated"));
    }

    static List<Finding> memory(long availableMib) {
        return availableMib >= MEMORY_NEEDED_MIB
                ? List.of()
                : List.of(Finding.warning(
                        "%d MiB of memory are free; all processes together want about %d MiB"
                                .formatted(availableMib, MEMORY_NEEDED_MIB),
                        "stop something else, or start fewer hosts: deploy/stack up --hosts 1"));
    }

    static List<Finding> disk(Path folder, long usableMib) {
        return usableMib >= DISK_NEEDED_MIB
                ? List.of()
                : List.of(Finding.fatal(
                        "%d MiB are free on the disk of %s; %d MiB are needed"
                                .formatted(usableMib, folder, DISK_NEEDED_MIB),
                        "free some space, or keep the state elsewhere: CAELUM_HOME=/some/where deploy/stack up"));
    }

    private static long usableMib(Path folder) {
        var there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there.toFile().getUsableSpace() >> 20;
    }

    /** Which port belongs to which part. */
    private static final class Needed {
        static Map<Integer, Part> ports(Stack stack) {
            var ports = new java.util.TreeMap<Integer, Part>();
            stack.parts().stream()
                    .filter(part -> part.port() != Part.NO_PORT)
                    .forEach(part -> ports.put(part.port(), part));
            var plan = stack.settings().ports();
            var rabbit = stack.infra().partOf(stack.infra().rabbitMq());
            ports.put(plan.rabbitMqManagement(), rabbit);
            ports.put(plan.rabbitMqDistribution(), rabbit);
            ports.put(plan.rabbitMqPortMapper(), rabbit);
            ports.put(
                    plan.keycloakManagement(),
                    stack.infra().partOf(stack.infra().keycloak()));
            return ports;
        }
    }
}
