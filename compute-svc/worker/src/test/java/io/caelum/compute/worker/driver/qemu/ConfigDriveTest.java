package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.compute.worker.driver.qemu.process.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDriveTest {

    @TempDir
    Path folder;

    @Test
    void theDriveHasItsLabelAndTheGuestsDocuments() throws Exception {
        UUID server = UUID.randomUUID();
        Path drive = folder.resolve("drive");

        ConfigDrive.write(QemuHost.request(server, 1, "raw", List.of(), true), drive);

        byte[] bytes = Files.readAllBytes(drive);
        assertThat(new String(bytes, 0x8000 + 40, 32, StandardCharsets.US_ASCII).strip())
                .isEqualTo("config-2");
        Programs.run(
                folder,
                List.of("xorriso", "-osirrox", "on", "-indev", "drive", "-extract", "/openstack/latest", "out"),
                Duration.ofSeconds(30));
        assertThat(Files.readString(folder.resolve("out/meta_data.json")))
                .contains(server.toString(), "guest-host", "ssh-ed25519 AAAA test");
    }
}
