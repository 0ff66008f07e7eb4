package io.caelum.compute.worker.driver.qemu.disk;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.compute.DiskOffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** qemu-img, run as the guests' user in the guest's own folder, with every format named. */
public final class DiskTool {

    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration COPY = Duration.ofHours(2);

    private final QemuUser user;

    public DiskTool(QemuUser user) {
        this.user = user;
    }

    /** An empty disk on top of the base, a file in the same folder. */
    void createOverlay(Path folder, String file, String base, DiskFormat baseFormat, long bytes)
            throws DriverException, InterruptedException {
        run(
                folder,
                SHORT,
                "create",
                "-q",
                "-f",
                "qcow2",
                "-F",
                baseFormat.driver(),
                "-b",
                base,
                "-u",
                file,
                Long.toString(bytes));
    }

    public void create(Path folder, String file, long bytes) throws DriverException, InterruptedException {
        run(folder, SHORT, "create", "-q", "-f", "qcow2", file, Long.toString(bytes));
    }

    void grow(Path folder, String file, DiskFormat format, long bytes) throws DriverException, InterruptedException {
        run(folder, SHORT, "resize", "-q", "-f", format.driver(), file, Long.toString(bytes));
    }

    /** Takes a guest's saved memory from its disk. */
    public void forget(Path folder, String file, String snapshot) throws DriverException, InterruptedException {
        run(folder, SHORT, "snapshot", "-q", "-d", snapshot, "--image-opts", "driver=qcow2,file.filename=" + file);
    }

    /** A file that stands for itself, of all that can be read through the source. */
    void convert(Path folder, String source, DiskFormat format, String target)
            throws DriverException, InterruptedException {
        run(folder, COPY, "convert", "-q", "-f", format.driver(), "-O", "qcow2", source, target);
    }

    /** The same of a guest's disk, whose chain is told and not read from it. */
    void flatten(Path folder, String source, String target) throws DriverException, InterruptedException {
        run(folder, COPY, "convert", "-q", "--image-opts", source, "-O", "qcow2", target);
    }

    /** A file of the same content as a disk that another host offers. */
    void fetch(Path folder, DiskOffer.Disk disk, DiskFormat format, HostNamespace namespace)
            throws DriverException, InterruptedException {
        String source =
                "driver=raw,file.driver=nbd,file.server.type=inet,file.server.host=%s,file.server.port=%d,file.export=%s"
                        .formatted(disk.address(), disk.port(), disk.export());
        var command = List.of("qemu-img", "convert", "-q", "--image-opts", source, "-O", format.driver(), disk.name());
        try {
            Programs.run(folder, namespace.inside(user.as(command)), COPY);
        } catch (DriverException e) {
            // the name is what keeps others from reading it
            throw new DriverException(e.getMessage().replace(disk.export(), "***"));
        }
    }

    private void run(Path folder, Duration limit, String... arguments) throws DriverException, InterruptedException {
        var command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        Programs.run(folder, user.as(command), limit);
    }
}
