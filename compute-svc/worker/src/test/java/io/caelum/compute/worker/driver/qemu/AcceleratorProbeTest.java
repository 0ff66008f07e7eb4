package io.caelum.compute.worker.driver.qemu;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorProbeTest {

    @TempDir
    Path folder;

    private AcceleratorProbe probe() {
        return new AcceleratorProbe(
                QemuHost.settings(folder, Map.of()), new QemuUser(QemuHost.USER), folder.resolve("probe"));
    }

    @Test
    void theProbeItselfRunsToItsEnd() {
        assertThatCode(() -> probe().boot("tcg,tb-size=32")).doesNotThrowAnyException();
    }

    @Test
    void whatCannotRunIsSeen() {
        assertThatThrownBy(() -> probe().boot("no-such-accelerator")).isInstanceOf(DriverException.class);
    }
}
