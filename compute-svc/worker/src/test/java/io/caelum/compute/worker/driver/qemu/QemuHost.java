package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.BoundPort;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A host with real QEMU and guests so small that they are there in a second. */
final class QemuHost {

    /** A user that every machine has; empty where the tests themselves are not root. */
    static final Optional<String> USER =
            System.getProperty("user.name").equals("root") ? Optional.of("nobody") : Optional.empty();

    /**
     * A boot sector that says BOOT-OK on the serial port and then a dot with every tick of the clock:
     *
     * <pre>
     *   xor ax,ax; mov ds,ax; mov si,text
     *   next: lodsb; or al,al; jz tick; mov dx,0x3f8; out dx,al; jmp next
     *   tick: sti; hlt; mov dx,0x3f8; mov al,'.'; out dx,al; jmp tick
     *   text: BOOT-OK\n
     * </pre>
     */
    private static final byte[] CODE =
            HexFormat.of().parseHex("31c08ed8be1c7cac08c07406baf803eeebf5fbf4baf803b02eeeebf6");

    private QemuHost() {}

    static QemuDriver open(Path state, Map<String, String> settings) {
        return open(state, settings, HostNamespace.own());
    }

    static QemuDriver open(Path state, Map<String, String> settings, HostNamespace namespace) {
        return new QemuDriver(state, settings(state, settings), new QemuUser(USER), namespace, "127.0.0.1");
    }

    static QemuSettings settings(Path state, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withDefaultValue("caelum.worker.state-path", state.toString())
                .withDefaultValue("caelum.worker.qemu.network", "none")
                .withDefaultValue("caelum.worker.qemu.accelerator", "tcg")
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(WorkerConfig.class)
                .qemu();
    }

    /** A disk that says BOOT-OK. */
    static Path image(Path folder) {
        var disk = new byte[1 << 20];
        System.arraycopy(CODE, 0, disk, 0, CODE.length);
        byte[] text = "BOOT-OK\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, disk, CODE.length, text.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        try {
            Path file = folder.resolve("image");
            if (!Files.exists(file)) {
                Files.write(file, disk);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuildRequest request(UUID server, long generation, String format, List<BoundPort> ports, boolean drive) {
        return new BuildRequest(
                server,
                generation,
                Optional.empty(),
                "guest",
                "guest-host",
                "project",
                "user",
                Optional.of(imageInfo(format)),
                1,
                32,
                1,
                0,
                0,
                ports,
                Map.of("role", "test"),
                Optional.of("key"),
                Optional.of("ssh-ed25519 AAAA test"),
                Optional.empty(),
                drive);
    }

    private static ImageInfo imageInfo(String format) {
        return new ImageInfo(
                UUID.randomUUID(),
                "image",
                "active",
                Optional.of(format),
                Optional.of("bare"),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "private",
                Map.of());
    }
}
