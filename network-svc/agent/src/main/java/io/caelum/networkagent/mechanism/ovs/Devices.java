package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Network devices of the host's kernel. */
final class Devices {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HostCommands commands;
    private final Optional<String> tapUser;

    Devices(HostCommands commands, Optional<String> tapUser) {
        this.commands = commands;
        this.tapUser = tapUser;
    }

    Set<String> names() throws CommandFailed {
        var names = new HashSet<String>();
        for (String line : run("ip", "-o", "link", "show").split("\n")) {
            String[] parts = line.split(": ", 3);
            if (parts.length > 1) {
                names.add(parts[1].replaceFirst("@.*", ""));
            }
        }
        return names;
    }

    /** All that there are, as the kernel has them. */
    Map<String, Device> all() throws CommandFailed {
        var devices = new HashMap<String, Device>();
        for (Device device : Device.parse(run("ip", "-s", "-j", "link", "show"))) {
            devices.put(device.name(), device);
        }
        return devices;
    }

    /** A tap that outlives its users: QEMU opens it, and may end and begin anew. The host itself has no address on it. */
    void addTap(String name) throws CommandFailed {
        var add = new ArrayList<>(List.of("ip", "tuntap", "add", "dev", name, "mode", "tap"));
        tapUser.ifPresent(user -> add.addAll(List.of("user", user)));
        commands.run(add, LIMIT);
        run("ip", "link", "set", "dev", name, "addrgenmode", "none");
        withoutOffloads(name);
    }

    void up(String name) throws CommandFailed {
        run("ip", "link", "set", "dev", name, "up");
    }

    /** Its owner may do so at the same time. */
    void delete(String name) throws CommandFailed {
        try {
            run("ip", "link", "delete", "dev", name);
        } catch (CommandFailed e) {
            if (names().contains(name)) {
                throw e;
            }
        }
    }

    /** The userspace datapath takes frames as they are: they must be whole, and no larger than the MTU. */
    void withoutOffloads(String name) throws CommandFailed {
        run("ethtool", "-K", name, "tx", "off", "gso", "off", "gro", "off");
    }

    /**
     * Keeps the kernel from answering what comes in at a device whose frames the userspace datapath takes: it gets a copy of
     * them too, and would let a guest reach the host at each of its addresses.
     */
    void hideKernel(String name) throws CommandFailed {
        String chain = name.replace('-', '_').replace('.', '_');
        commands.run(
                List.of("nft", "-f", "-"),
                "add table netdev caelum\n"
                        + "add chain netdev caelum dev_" + chain + " { type filter hook ingress device \"" + name
                        + "\" priority 0; policy drop; }\n",
                LIMIT);
    }

    /** Names of chains that {@link #hideKernel} made and that are still there. */
    boolean isKernelHidden(String name, String ruleset) {
        return ruleset.contains("device \"" + name + "\"");
    }

    /** What {@link #isKernelHidden} looks at. */
    String ruleset() throws CommandFailed {
        return run("nft", "list", "ruleset", "netdev");
    }

    boolean hasAddress(String device, String address) throws CommandFailed {
        return run("ip", "-o", "address", "show", "dev", device).contains(" " + address + "/");
    }

    void addAddress(String device, String addressAndLength) throws CommandFailed {
        run("ip", "address", "replace", addressAndLength, "dev", device);
    }

    void removeAddress(String device, String addressAndLength) throws CommandFailed {
        run("ip", "address", "delete", addressAndLength, "dev", device);
    }

    int mtu(String device) throws CommandFailed {
        String[] words = run("ip", "-o", "link", "show", "dev", device).split("\\s+");
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equals("mtu")) {
                return Integer.parseInt(words[i + 1]);
            }
        }
        throw new IllegalStateException("no mtu of " + device);
    }

    private String run(String... command) throws CommandFailed {
        return commands.run(List.of(command), LIMIT);
    }
}
