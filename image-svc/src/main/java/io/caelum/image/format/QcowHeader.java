package io.caelum.image.format;

import static io.caelum.image.format.ImageInspector.positive;
import static io.caelum.image.format.ImageInspector.refused;

/** The header of a qcow2 file: refuses everything that names another file or that QEMU would refuse as well. */
final class QcowHeader {

    private static final int VERSION = 4;
    private static final int BACKING_FILE_OFFSET = 8;
    private static final int SIZE = 24;
    private static final int L1_SIZE = 36;
    private static final int INCOMPATIBLE_FEATURES = 72;

    private static final long EXTERNAL_DATA = 1L << 2;
    /** Dirty, corrupt, external data, compression type, extended L2 entries. */
    private static final long KNOWN_FEATURES = 0b11111;
    /** 32 MiB of table, QEMU's own limit. */
    private static final long MAX_L1_ENTRIES = 32L * 1024 * 1024 / Long.BYTES;

    private QcowHeader() {}

    static long virtualSize(Head head) {
        int version = head.bigInt(VERSION);
        if (version != 2 && version != 3) {
            throw refused("qcow version " + Integer.toUnsignedString(version) + " is not supported");
        }
        if (head.bigLong(BACKING_FILE_OFFSET) != 0) {
            throw refused("a qcow2 image with a backing file reads other files");
        }
        if (version == 3) {
            checkFeatures(head.bigLong(INCOMPATIBLE_FEATURES));
        }
        if (Integer.toUnsignedLong(head.bigInt(L1_SIZE)) > MAX_L1_ENTRIES) {
            throw refused("its qcow2 L1 table is larger than 32 MiB");
        }
        return positive(head.bigLong(SIZE));
    }

    private static void checkFeatures(long features) {
        if ((features & EXTERNAL_DATA) != 0) {
            throw refused("a qcow2 image with an external data file reads other files");
        }
        if ((features & ~KNOWN_FEATURES) != 0) {
            throw refused("it needs qcow2 features that are not known here");
        }
    }
}
