package io.caelum.compute.worker.driver.qemu.disk;

import io.caelum.compute.worker.driver.DriverException;
import java.util.Optional;

/** Formats of images, with the names that QEMU has for them. */
public enum DiskFormat {
    QCOW2("qcow2"),
    RAW("raw"),
    VMDK("vmdk"),
    VDI("vdi"),
    VHD("vpc"),
    VHDX("vhdx");

    private final String driver;

    DiskFormat(String driver) {
        this.driver = driver;
    }

    public String driver() {
        return driver;
    }

    /** Whether guests can have it below their overlay as it is. */
    boolean isBase() {
        return this == QCOW2 || this == RAW;
    }

    /** @param name as images call it */
    static DiskFormat of(Optional<String> name) throws DriverException {
        return switch (name.orElse("")) {
            case "qcow2" -> QCOW2;
            case "raw", "iso", "ami" -> RAW;
            case "vmdk" -> VMDK;
            case "vdi" -> VDI;
            case "vhd" -> VHD;
            case "vhdx" -> VHDX;
            default -> throw new DriverException("Images of format " + name.orElse("none") + " cannot be booted here.");
        };
    }
}
