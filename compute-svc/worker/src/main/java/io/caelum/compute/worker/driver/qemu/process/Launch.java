package io.caelum.compute.worker.driver.qemu.process;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.networkagent.host.HostNamespace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a guest's process begins: in its groups, in the host's network namespace, in a session of its own so that no signal
 * for the worker reaches it, as its own user, without a core file that would hold the guest's memory.
 */
public final class Launch {

    /** Enters the groups whose files come before the double dash, then becomes what comes behind it. */
    private static final String ENTER_GROUPS =
            "while [ \"$1\" != -- ]; do echo $$ >\"$1\" || exit 97; shift; done; shift; exec \"$@\"";

    /** Where there are no groups: QEMU's own mappings on top of the guest's memory. */
    private static final long ADDRESS_SPACE_OVERHEAD = 6L << 30;

    private final HostNamespace namespace;
    private final QemuUser user;
    private final Cgroups cgroups;

    public Launch(HostNamespace namespace, QemuUser user, Cgroups cgroups) {
        this.namespace = namespace;
        this.user = user;
        this.cgroups = cgroups;
    }

    /**
     * @param folder where the process works
     * @param log what it says goes there
     * @param group a name for its groups
     */
    public Process start(List<String> command, Path folder, File log, String group, Limits limits)
            throws DriverException {
        try {
            return new ProcessBuilder(whole(command, cgroups.make(group, limits), limits))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log)
                    .start();
        } catch (IOException e) {
            throw new DriverException("QEMU cannot be started on this host: " + e.getMessage(), e);
        }
    }

    private List<String> whole(List<String> command, List<Path> groups, Limits limits) {
        var whole = new ArrayList<>(List.of("/bin/sh", "-c", ENTER_GROUPS, "sh"));
        groups.forEach(group -> whole.add(group.toString()));
        whole.add("--");
        var bounded = new ArrayList<>(List.of("setsid", "prlimit", "--core=0"));
        if (!cgroups.isPossible()) {
            bounded.add("--as=" + (limits.memoryBytes() + ADDRESS_SPACE_OVERHEAD));
        }
        bounded.addAll(user.as(command));
        whole.addAll(namespace.inside(bounded));
        return whole;
    }

    public QemuUser user() {
        return user;
    }

    /** What is left of a process that has ended. */
    public void tidy(String group) {
        cgroups.remove(group);
    }
}
