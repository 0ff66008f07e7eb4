package io.caelum.image.format;

import static io.caelum.image.format.ImageInspector.positive;
import static io.caelum.image.format.ImageInspector.refused;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of a sparse VMDK file and the descriptor in it: refuses all that spread over several files. */
final class VmdkHeader {

    private static final int SECTOR = 512;
    private static final int CAPACITY = 12;
    private static final int DESCRIPTOR_OFFSET = 28;
    private static final int DESCRIPTOR_SIZE = 36;

    private static final Pattern CREATE_TYPE = Pattern.compile("(?m)^\\s*createType\\s*=\\s*\"?([^\"\\r\\n]*)");
    private static final Pattern EXTENT =
            Pattern.compile("(?m)^\\s*(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+(\\S+)(?:\\s+\"([^\"]*)\")?");
    private static final Pattern PARENT = Pattern.compile("(?m)^\\s*parentFileNameHint\\s*=");

    private VmdkHeader() {}

    static long virtualSize(Head head) {
        if (!head.has(0, "KDMV")) {
            throw refused("this kind of VMDK is not supported, use monolithicSparse or streamOptimized");
        }
        check(descriptor(head));
        return Math.multiplyExact(positive(Math.min(head.littleLong(CAPACITY), Long.MAX_VALUE / SECTOR)), SECTOR);
    }

    private static String descriptor(Head head) {
        long offset = head.littleLong(DESCRIPTOR_OFFSET);
        long size = head.littleLong(DESCRIPTOR_SIZE);
        boolean fits = offset > 0 && size > 0 && offset < Head.WANTED / SECTOR && size <= Head.WANTED / SECTOR - offset;
        if (!fits || !head.contains(offset * SECTOR, SECTOR)) {
            throw refused("its VMDK descriptor is not where it should be");
        }
        return head.text((int) offset * SECTOR, (int) size * SECTOR);
    }

    private static void check(String descriptor) {
        Matcher type = CREATE_TYPE.matcher(descriptor);
        if (!type.find() || !isOneFile(type.group(1).strip())) {
            throw refused("this kind of VMDK is not supported, use monolithicSparse or streamOptimized");
        }
        if (PARENT.matcher(descriptor).find()) {
            throw refused("a VMDK image with a parent reads other files");
        }
        Matcher extent = EXTENT.matcher(descriptor);
        int extents = 0;
        while (extent.find()) {
            extents++;
            if (!extent.group(1).equals("SPARSE") || namesAPath(extent.group(2))) {
                throw refused("a VMDK image with extents outside reads other files");
            }
        }
        if (extents > 1) {
            throw refused("a VMDK image of several extents reads other files");
        }
    }

    private static boolean isOneFile(String createType) {
        return createType.equals("monolithicSparse") || createType.equals("streamOptimized");
    }

    private static boolean namesAPath(String extentFile) {
        return extentFile != null && extentFile.contains("/");
    }
}
