package io.caelum.compute.worker.driver.qemu.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A group of the kernel for each guest, that bounds what its process takes of the machine. Where the unified hierarchy
 * has no controllers, because they belong to the older ones, those are used.
 */
public final class Cgroups {

    private static final Logger LOG = Logger.getLogger(Cgroups.class);
    private static final String FOLDER = "caelum-guests";
    private static final List<String> CONTROLLERS = List.of("memory", "pids", "cpu");

    private final Optional<Hierarchy> hierarchy;

    private Cgroups(Optional<Hierarchy> hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Finds out, by trying, what can be had below this folder. */
    public static Cgroups below(Path root) {
        for (Hierarchy candidate : List.of(new Unified(root.resolve(FOLDER)), new Separate(root))) {
            if (candidate.isUsable()) {
                return new Cgroups(Optional.of(candidate));
            }
        }
        LOG.warnf(
                "guests cannot have control groups below %s: only resource limits of their processes bound them", root);
        return new Cgroups(Optional.empty());
    }

    public boolean isPossible() {
        return hierarchy.isPresent();
    }

    /**
     * Makes the group.
     *
     * @return files to which a process writes its number to be in it; none if there are no groups
     * @throws IOException if the kernel refuses a limit
     */
    public List<Path> make(String name, Limits limits) throws IOException {
        return hierarchy.isEmpty() ? List.of() : hierarchy.get().make(name, limits);
    }

    /** Nothing there is fine. */
    public void remove(String name) {
        hierarchy.ifPresent(there -> there.folders(name).forEach(Cgroups::removeFolder));
    }

    private static void removeFolder(Path folder) {
        try {
            Files.delete(folder);
        } catch (NoSuchFileException gone) {
            // as it should be
        } catch (IOException e) {
            LOG.warnf("a control group is left over: folder=%s error=%s", folder, e.getMessage());
        }
    }

    private interface Hierarchy {

        boolean isUsable();

        List<Path> folders(String name);

        List<Path> make(String name, Limits limits) throws IOException;
    }

    /** Version 2. */
    private record Unified(Path base) implements Hierarchy {

        @Override
        public boolean isUsable() {
            try {
                if (!Files.exists(base.resolveSibling("cgroup.controllers"))) {
                    return false;
                }
                delegate(base.getParent());
                Files.createDirectories(base);
                delegate(base);
                return true;
            } catch (IOException e) {
                LOG.debugf("no unified control groups: error=%s", e.getMessage());
                return false;
            }
        }

        private static void delegate(Path folder) throws IOException {
            String on = Files.readString(folder.resolve("cgroup.subtree_control"));
            for (String controller : CONTROLLERS) {
                if (!List.of(on.strip().split(" ")).contains(controller)) {
                    Files.writeString(folder.resolve("cgroup.subtree_control"), "+" + controller);
                }
            }
        }

        @Override
        public List<Path> folders(String name) {
            return List.of(base.resolve(name));
        }

        @Override
        public List<Path> make(String name, Limits limits) throws IOException {
            Path folder = Files.createDirectories(base.resolve(name));
            write(
                    folder,
                    Map.of(
                            "memory.max", Long.toString(limits.memoryBytes()),
                            "pids.max", Integer.toString(limits.processes()),
                            "cpu.weight", Integer.toString(Math.clamp(100L * limits.cpus(), 1, 10_000)),
                            "cpu.max", limits.cpuMicros() + " " + Limits.PERIOD_MICROS));
            return List.of(folder.resolve("cgroup.procs"));
        }
    }

    /** Version 1: a hierarchy for each controller. */
    private record Separate(Path root) implements Hierarchy {

        private Path base(String controller) {
            return root.resolve(controller).resolve(FOLDER);
        }

        @Override
        public boolean isUsable() {
            try {
                for (String controller : CONTROLLERS) {
                    if (!Files.exists(root.resolve(controller).resolve("cgroup.procs"))) {
                        return false;
                    }
                    Files.createDirectories(base(controller));
                }
                return true;
            } catch (IOException e) {
                LOG.debugf("no separate control groups: error=%s", e.getMessage());
                return false;
            }
        }

        @Override
        public List<Path> folders(String name) {
            return CONTROLLERS.stream()
                    .map(controller -> base(controller).resolve(name))
                    .toList();
        }

        @Override
        public List<Path> make(String name, Limits limits) throws IOException {
            for (Path folder : folders(name)) {
                Files.createDirectories(folder);
            }
            write(base("memory").resolve(name), Map.of("memory.limit_in_bytes", Long.toString(limits.memoryBytes())));
            write(base("pids").resolve(name), Map.of("pids.max", Integer.toString(limits.processes())));
            write(
                    base("cpu").resolve(name),
                    Map.of(
                            "cpu.shares", Integer.toString(Math.clamp(1024L * limits.cpus(), 2, 262_144)),
                            "cpu.cfs_quota_us", Long.toString(limits.cpuMicros())));
            return folders(name).stream()
                    .map(folder -> folder.resolve("cgroup.procs"))
                    .toList();
        }
    }

    private static void write(Path folder, Map<String, String> values) throws IOException {
        for (var value : values.entrySet()) {
            Files.writeString(folder.resolve(value.getKey()), value.getValue());
        }
    }
}
