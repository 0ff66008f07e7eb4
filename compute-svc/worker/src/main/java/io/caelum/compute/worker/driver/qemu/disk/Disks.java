package io.caelum.compute.worker.driver.qemu.disk;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Traveller;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The disks in a guest's folder: {@code disk}, its root, on {@code base}; {@code ephemeral} and {@code swap}. */
public final class Disks {

    public static final String ROOT = "disk";
    public static final String EPHEMERAL = "ephemeral";
    public static final String SWAP = "swap";
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final Duration TO_FORMAT = Duration.ofSeconds(60);

    private final QemuUser user;
    private final DiskTool tool;
    private final BaseImages bases;

    public Disks(QemuUser user) {
        this.user = user;
        this.tool = new DiskTool(user);
        this.bases = new BaseImages(tool);
    }

    /**
     * Makes the root disk anew, and the others if they are not there.
     *
     * @return the format of the base, if there is one
     */
    public Optional<DiskFormat> make(BuildRequest build, GuestSize size, Optional<Path> image, Path folder)
            throws DriverException, InterruptedException {
        try {
            Files.deleteIfExists(folder.resolve(ROOT));
            Files.deleteIfExists(folder.resolve(BaseImages.FILE));
            Optional<DiskFormat> base = makeRoot(build, size, image, folder);
            makeFurther(size, folder);
            return base;
        } catch (IOException e) {
            throw new DriverException("The guest's disks cannot be made: " + e.getMessage(), e);
        }
    }

    private Optional<DiskFormat> makeRoot(BuildRequest build, GuestSize size, Optional<Path> image, Path folder)
            throws DriverException, InterruptedException {
        if (image.isEmpty()) {
            tool.create(folder, ROOT, Math.max(1, size.rootGb()) * GIB);
            return Optional.empty();
        }
        BaseImages.Base base = bases.give(build.image().orElseThrow(), image.get(), folder);
        if (size.rootGb() > 0 && base.bytes() > size.rootGb() * GIB) {
            throw new DriverException("The image is a disk of %d MiB, more than the flavor's root disk of %d GiB."
                    .formatted((base.bytes() + MIB - 1) / MIB, size.rootGb()));
        }
        long bytes = size.rootGb() == 0 ? base.bytes() : size.rootGb() * GIB;
        tool.createOverlay(folder, ROOT, BaseImages.FILE, base.format(), bytes);
        return Optional.of(base.format());
    }

    private void makeFurther(GuestSize size, Path folder) throws IOException, DriverException, InterruptedException {
        if (size.ephemeralGb() > 0 && !Files.exists(folder.resolve(EPHEMERAL))) {
            makeZeros(folder.resolve(EPHEMERAL), size.ephemeralGb() * GIB);
            format(folder, "mkfs.ext4", "-q", "-F", "-L", "ephemeral0", "-E", "lazy_itable_init=1", EPHEMERAL);
        }
        if (size.swapMb() > 0 && !Files.exists(folder.resolve(SWAP))) {
            makeZeros(folder.resolve(SWAP), size.swapMb() * MIB);
            format(folder, "mkswap", "-L", "swap0", SWAP);
        }
    }

    /** Takes no room before it is written to, and reads as zeros. */
    private void makeZeros(Path file, long bytes) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(bytes);
        }
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        user.own(file);
    }

    private void format(Path folder, String... command) throws DriverException, InterruptedException {
        Programs.run(folder, user.as(List.of(command)), TO_FORMAT);
    }

    /** @param from what the guest has now; its disks only grow */
    public void grow(Path folder, GuestSize from, GuestSize to) throws DriverException, InterruptedException {
        if (to.rootGb() > 0 && to.rootGb() < from.rootGb() || to.ephemeralGb() < from.ephemeralGb()) {
            throw new DriverException("A disk cannot become smaller: it has %d GiB, and %d GiB of ephemeral disk."
                    .formatted(from.rootGb(), from.ephemeralGb()));
        }
        if (to.rootGb() > 0) {
            growRoot(folder, to.rootGb() * GIB);
        }
        try {
            if (to.ephemeralGb() > from.ephemeralGb() && Files.exists(folder.resolve(EPHEMERAL))) {
                tool.grow(folder, EPHEMERAL, DiskFormat.RAW, to.ephemeralGb() * GIB);
            }
            if (to.swapMb() != from.swapMb()) {
                Files.deleteIfExists(folder.resolve(SWAP));
            }
            makeFurther(to, folder);
        } catch (IOException e) {
            throw new DriverException("The guest's disks cannot be made larger: " + e.getMessage(), e);
        }
    }

    private void growRoot(Path folder, long bytes) throws DriverException, InterruptedException {
        try {
            long now = Qcow2Header.read(folder.resolve(ROOT)).virtualBytes();
            if (bytes < now) {
                throw new DriverException("The disk has %d MiB already.".formatted(now / MIB));
            }
            if (bytes > now) {
                tool.grow(folder, ROOT, DiskFormat.QCOW2, bytes);
            }
        } catch (IOException e) {
            throw new DriverException("The guest's disk cannot be read: " + e.getMessage(), e);
        }
    }

    /** Bytes of the root disk as the guest sees it. */
    public long rootBytes(Path folder) throws DriverException {
        try {
            return Qcow2Header.read(folder.resolve(ROOT)).virtualBytes();
        } catch (IOException e) {
            throw new DriverException("The guest's disk cannot be read: " + e.getMessage(), e);
        }
    }

    /** The disks that a guest can write to. */
    public List<Traveller.Disk> writable(Path folder) throws DriverException {
        var disks = new ArrayList<Traveller.Disk>();
        disks.add(new Traveller.Disk(ROOT, rootBytes(folder)));
        for (String further : List.of(EPHEMERAL, SWAP)) {
            long bytes = folder.resolve(further).toFile().length();
            if (bytes > 0) {
                disks.add(new Traveller.Disk(further, bytes));
            }
        }
        return disks;
    }

    /** Empty ones of the same sizes, that stand for themselves. */
    public void makeEmpty(Path folder, List<Traveller.Disk> disks) throws DriverException, InterruptedException {
        try {
            for (Traveller.Disk disk : disks) {
                switch (disk.name()) {
                    case ROOT -> tool.create(folder, ROOT, disk.bytes());
                    case EPHEMERAL, SWAP -> makeZeros(folder.resolve(disk.name()), disk.bytes());
                    default -> throw new DriverException("There is no place for a disk called " + disk.name() + ".");
                }
            }
        } catch (IOException e) {
            throw new DriverException("The guest's disks cannot be made: " + e.getMessage(), e);
        }
    }

    /** Disks of the same content as those that another host offers, that stand for themselves. */
    public void fetch(Path folder, List<DiskOffer.Disk> offered, HostNamespace namespace)
            throws DriverException, InterruptedException {
        try {
            for (DiskOffer.Disk disk : offered) {
                if (!List.of(ROOT, EPHEMERAL, SWAP).contains(disk.name())) {
                    throw new DriverException("There is no place for a disk called " + disk.name() + ".");
                }
                Files.deleteIfExists(folder.resolve(disk.name()));
                tool.fetch(folder, disk, disk.name().equals(ROOT) ? DiskFormat.QCOW2 : DiskFormat.RAW, namespace);
            }
        } catch (IOException e) {
            throw new DriverException("The guest's disks cannot be made: " + e.getMessage(), e);
        }
    }

    /** Writes the root disk of a guest that is off into another file of its folder, standing for itself. */
    public void copyRoot(Path folder, Optional<DiskFormat> base, String target)
            throws DriverException, InterruptedException {
        tool.flatten(folder, chain(ROOT, base), target);
    }

    /** A disk as it is read through all files of its chain, each with its format: a text for QEMU's tools. */
    public static String chain(String disk, Optional<DiskFormat> base) {
        return disk.equals(ROOT)
                ? "driver=qcow2,file.driver=file,file.filename=" + ROOT + backing(base)
                : "driver=raw,file.driver=file,file.filename=" + disk;
    }

    private static String backing(Optional<DiskFormat> base) {
        return base.map(format -> ",backing.driver=" + format.driver()
                        + ",backing.file.driver=file,backing.file.filename=" + BaseImages.FILE)
                .orElse("");
    }

    /** The root disk for QEMU: each file of its chain with its format. */
    public static Map<String, Object> rootNode(Optional<DiskFormat> base) {
        var node = node(ROOT, "qcow2", ROOT, false);
        node.put("discard", "unmap");
        node.put("backing", base.map(Disks::baseNode).orElse(null));
        return node;
    }

    private static Map<String, Object> baseNode(DiskFormat format) {
        var node = node("base", format.driver(), BaseImages.FILE, true);
        if (format == DiskFormat.QCOW2) {
            node.put("backing", null);
        }
        return node;
    }

    public static Map<String, Object> node(String name, String driver, String file, boolean readOnly) {
        var node = new LinkedHashMap<String, Object>();
        node.put("driver", driver);
        node.put("node-name", name);
        node.put("read-only", readOnly);
        node.put("file", Map.of("driver", "file", "filename", file));
        return node;
    }

    public DiskTool tool() {
        return tool;
    }
}
