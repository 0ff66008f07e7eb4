package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.disk.Disks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The root disk as it is in one moment, in a file that stands for itself. */
final class DiskCopy {

    private static final String FILE = "copy";

    private final Disks disks;

    DiskCopy(Disks disks) {
        this.disks = disks;
    }

    /** The guest goes on; what it writes meanwhile is not in the copy. */
    void ofRunning(Machine machine, GuestFolder folder, Path target) throws DriverException, InterruptedException {
        try {
            remove(folder);
            disks.tool().create(folder.path(), FILE, disks.rootBytes(folder.path()));
            machine.ask("blockdev-add", Disks.node(FILE, "qcow2", FILE, false));
            try {
                machine.runJob("blockdev-backup", "copy", backup());
            } finally {
                machine.ask("blockdev-del", Map.of("node-name", FILE));
            }
            handOver(folder, target);
        } finally {
            remove(folder);
        }
    }

    private static Map<String, Object> backup() {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("job-id", "copy");
        arguments.put("device", Disks.ROOT);
        arguments.put("target", FILE);
        arguments.put("sync", "full");
        arguments.put("auto-dismiss", false);
        return arguments;
    }

    void ofOff(QemuGuest guest, GuestFolder folder, Path target) throws DriverException, InterruptedException {
        try {
            remove(folder);
            disks.copyRoot(folder.path(), guest.base(), FILE);
            handOver(folder, target);
        } finally {
            remove(folder);
        }
    }

    /** The folder is not ours alone: something else of that name must not be given to whoever asked. */
    private static void handOver(GuestFolder folder, Path target) throws DriverException {
        try {
            Files.move(folder.file(FILE), target);
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(target);
                throw new DriverException("The snapshot is not a file.");
            }
        } catch (IOException e) {
            throw new DriverException("The snapshot cannot be written: " + e.getMessage(), e);
        }
    }

    private static void remove(GuestFolder folder) throws DriverException {
        try {
            Files.deleteIfExists(folder.file(FILE));
        } catch (IOException e) {
            throw new DriverException("An unfinished copy cannot be removed: " + e.getMessage(), e);
        }
    }
}
