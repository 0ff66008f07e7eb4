package io.caelum.image.format;

import io.caelum.platform.fault.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides from the first bytes of an upload whether it may become an image of the declared format. */
public final class ImageInspector {

    private ImageInspector() {}

    /**
     * @param virtualSize bytes of the disk, if the format says so in its head; empty for formats whose disk is the file
     */
    public record Finding(Optional<Long> virtualSize) {}

    /**
     * @throws Fault BAD_REQUEST if the bytes are of another format than declared, of two at once, or name other files
     */
    public static Finding inspect(DiskFormat declared, ContainerFormat container, Head head) {
        Set<Signature> found = Signature.in(head);
        var formats = EnumSet.copyOf(found);
        formats.remove(Signature.PARTITION_TABLE);
        if (formats.size() > 1) {
            throw refused("it looks like %s at once".formatted(String.join(" and ", names(formats))));
        }
        if (formats.isEmpty()) {
            return new Finding(Optional.empty());
        }
        Signature signature = formats.iterator().next();
        if (container.isPlain() && !isWhat(declared, signature)) {
            throw refused("it is declared as %s, but it looks like %s".formatted(declared.wire(), name(signature)));
        }
        // A partition table is normal in raw disks and hybrid ISOs, two bytes of LUKS are chance; elsewhere it is a
        // second face of the file.
        if (found.contains(Signature.PARTITION_TABLE) && signature != Signature.ISO && signature != Signature.LUKS) {
            throw refused("it looks like %s and a partitioned disk at once".formatted(name(signature)));
        }
        return new Finding(virtualSize(signature, head));
    }

    private static boolean isWhat(DiskFormat declared, Signature signature) {
        return switch (signature) {
            case QCOW -> declared == DiskFormat.QCOW2;
            case VMDK_SPARSE, VMDK_DESCRIPTOR -> declared == DiskFormat.VMDK;
            case VDI -> declared == DiskFormat.VDI;
            case VHD -> declared == DiskFormat.VHD;
            case VHDX -> declared == DiskFormat.VHDX;
            case PLOOP -> declared == DiskFormat.PLOOP;
            case ISO -> declared == DiskFormat.ISO;
            case LUKS -> declared == DiskFormat.RAW;
            case QED -> false;
            case PARTITION_TABLE -> true;
        };
    }

    private static Optional<Long> virtualSize(Signature signature, Head head) {
        return switch (signature) {
            case QCOW -> Optional.of(QcowHeader.virtualSize(head));
            case VMDK_SPARSE -> Optional.of(VmdkHeader.virtualSize(head));
            case VMDK_DESCRIPTOR -> throw refused("a VMDK descriptor without data names other files");
            case QED -> throw refused("the format QED is not supported");
            case VDI -> Optional.of(positive(head.littleLong(0x170)));
            case VHD -> Optional.of(positive(head.bigLong(48)));
            // It stands in a table far behind the head.
            case VHDX -> Optional.empty();
            case PLOOP, LUKS, ISO, PARTITION_TABLE -> Optional.empty();
        };
    }

    static long positive(long size) {
        if (size < 0) {
            throw refused("it claims a disk of more than 8 EiB");
        }
        return size;
    }

    static Fault refused(String why) {
        return Fault.badRequest("The image data is refused: " + why + ".");
    }

    private static List<String> names(Set<Signature> signatures) {
        return signatures.stream().map(ImageInspector::name).toList();
    }

    private static String name(Signature signature) {
        return switch (signature) {
            case QCOW -> "qcow2";
            case QED -> "qed";
            case VMDK_SPARSE -> "vmdk";
            case VMDK_DESCRIPTOR -> "a vmdk descriptor";
            case VDI -> "vdi";
            case VHD -> "vhd";
            case VHDX -> "vhdx";
            case PLOOP -> "ploop";
            case LUKS -> "an encrypted disk (LUKS)";
            case ISO -> "iso";
            case PARTITION_TABLE -> "a partitioned disk";
        };
    }
}
