package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.mechanism.ovs.database.SwitchPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which internal ports of the userspace datapath still have their device. Of one that was moved into another namespace the
 * switch's database says the same as of one that went away with its namespace, but the switch holds each of them open, and the
 * kernel tells what is behind: {@code /proc/PID/fdinfo} names the device as long as there is one.
 */
final class InternalDevices {

    private static final String DEVICE = "iff:";

    /** Empty: it cannot be found out, and none is taken for gone. */
    private final Optional<Set<String>> names;

    private InternalDevices(Optional<Set<String>> names) {
        this.names = names;
    }

    static InternalDevices of(Path runDir) {
        try {
            String pid = Files.readString(runDir.resolve("ovs-vswitchd.pid")).strip();
            Set<String> names = read(Path.of("/proc", pid, "fdinfo"));
            // without the switch's own there is something that this does not understand
            return new InternalDevices(Optional.of(names).filter(all -> all.contains("ovs-netdev")));
        } catch (IOException | UncheckedIOException unknown) {
            return new InternalDevices(Optional.empty());
        }
    }

    boolean hasLost(SwitchPort port) {
        return port.type().equals("internal")
                && names.filter(present -> !present.contains(port.name())).isPresent();
    }

    private static Set<String> read(Path folder) throws IOException {
        var names = new HashSet<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                for (String line : lines(file)) {
                    if (line.startsWith(DEVICE)) {
                        names.add(line.substring(DEVICE.length()).strip());
                    }
                }
            }
        }
        return names;
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException closedMeanwhile) {
            return Set.of();
        }
    }
}
