package io.caelum.compute.worker.driver.qemu.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.compute.worker.driver.DriverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Qcow2HeaderTest {

    @TempDir
    Path folder;

    private Path file(long backing, long features) throws IOException {
        var bytes = ByteBuffer.allocate(104);
        bytes.putInt(0, 0x514649fb)
                .putInt(4, 3)
                .putLong(8, backing)
                .putLong(24, 1 << 20)
                .putLong(72, features);
        return Files.write(folder.resolve("disk"), bytes.array());
    }

    @Test
    void aDiskThatStandsForItselfIsFine() throws Exception {
        assertThat(Qcow2Header.read(file(0, 0))).isEqualTo(new Qcow2Header(1 << 20, false));
    }

    @Test
    void aBackingFileIsSeen() throws Exception {
        assertThat(Qcow2Header.read(file(200, 0)).namesOtherFiles()).isTrue();
    }

    @Test
    void dataKeptElsewhereIsSeen() throws Exception {
        assertThat(Qcow2Header.read(file(0, 4)).namesOtherFiles()).isTrue();
    }

    @Test
    void somethingElseIsRefused() throws Exception {
        Path other = Files.write(folder.resolve("other"), new byte[512]);

        assertThatThrownBy(() -> Qcow2Header.read(other)).isInstanceOf(DriverException.class);
    }
}
