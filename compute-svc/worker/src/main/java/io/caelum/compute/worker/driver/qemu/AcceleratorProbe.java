package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds out whether the processor can run guests by letting it run one. That {@code /dev/kvm} is there says little: some
 * hosts offer it and interpret every instruction, hundreds of times slower than QEMU itself, or stop at the first one that
 * they do not know.
 */
final class AcceleratorProbe {

    private static final Logger LOG = Logger.getLogger(AcceleratorProbe.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * A boot sector that switches the vector unit on, uses it, counts to 50 million and then writes a number to the port
     * on which QEMU ends:
     *
     * <pre>
     *   xor ax,ax; mov ds,ax; fninit
     *   mov eax,cr0; and eax,~4; or eax,2; mov cr0,eax      no emulation of the FPU
     *   mov eax,cr4; or eax,0x600; mov cr4,eax              SSE on
     *   xorps xmm0,xmm0; movaps xmm1,xmm0
     *   mov ecx,50000000; again: dec ecx; jnz again
     *   mov al,0x2a; out 0xf4,al; hlt
     * </pre>
     */
    private static final byte[] CODE = HexFormat.of()
            .parseHex("31c08ed8dbe3" + "0f20c06683e0fb6683c8020f22c0" + "0f20e0660d000600000f22e0" + "0f57c00f28c8"
                    + "66b980f0fa02664975fc" + "b02ae6f4f4");

    /** The BIOS passes over smaller disks. */
    private static final int DISK_BYTES = 1 << 20;

    /** QEMU makes it of the number written. */
    private static final int STATUS = 0x2a << 1 | 1;

    private final QemuSettings settings;
    private final QemuUser user;
    private final Path folder;

    AcceleratorProbe(QemuSettings settings, QemuUser user, Path folder) {
        this.settings = settings;
        this.user = user;
        this.folder = folder;
    }

    Accelerator accelerator() {
        return switch (settings.accelerator()) {
            case KVM -> Accelerator.KVM;
            case TCG -> Accelerator.TCG;
            case AUTO -> found();
        };
    }

    private Accelerator found() {
        try {
            boot("kvm");
            LOG.info("the processor runs guests: accelerator=kvm");
            return Accelerator.KVM;
        } catch (DriverException e) {
            LOG.infof("the processor cannot run guests, QEMU does: accelerator=tcg reason=%s", e.getMessage());
            return Accelerator.TCG;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Accelerator.TCG;
        }
    }

    /** Under the same conditions as a guest. */
    void boot(String accelerator) throws DriverException, InterruptedException {
        try {
            Files.createDirectories(folder);
            user.own(folder);
            Files.write(folder.resolve("probe"), disk());
            Files.setPosixFilePermissions(folder.resolve("probe"), PosixFilePermissions.fromString("r--r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException("The probe cannot be written to " + folder, e);
        }
        Programs.run(folder, user.as(checked(accelerator)), PATIENCE);
    }

    /** The status that says that it worked is a failure to whoever runs programs, so a shell looks at it. */
    private List<String> checked(String accelerator) {
        return List.of(
                "/bin/sh",
                "-c",
                "\"$@\"; status=$?; [ $status = " + STATUS + " ] || { echo \"the probe ended with $status\"; exit 1; }",
                "sh",
                settings.program(),
                "-nodefaults",
                "-no-user-config",
                "-machine",
                "pc,usb=off",
                "-accel",
                accelerator,
                "-m",
                "32",
                "-display",
                "none",
                "-no-reboot",
                "-sandbox",
                CommandLine.SANDBOX,
                "-device",
                "isa-debug-exit,iobase=0xf4,iosize=1",
                "-blockdev",
                "driver=raw,node-name=probe,read-only=on,file.driver=file,file.filename=probe",
                "-device",
                "virtio-blk-pci,drive=probe,bootindex=0");
    }

    private static byte[] disk() {
        var disk = new byte[DISK_BYTES];
        System.arraycopy(CODE, 0, disk, 0, CODE.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }
}
