package io.caelum.image.format;

import java.util.Locale;

/** What the bytes of an image are. */
public enum DiskFormat {
    AMI,
    ARI,
    AKI,
    VHD,
    VHDX,
    VMDK,
    RAW,
    QCOW2,
    VDI,
    PLOOP,
    ISO;

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
