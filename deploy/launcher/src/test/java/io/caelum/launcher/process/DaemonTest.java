package io.caelum.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

    @TempDir
    Path folder;

    @Test
    void isFoundAgainByItsPidFileUntilItIsStopped() {
        var daemon = start("sleep", "60");
        assertThat(Daemon.find("test", pidFile())).contains(daemon);
        daemon.stop(Signal.TERM, Duration.ofSeconds(5));
        assertThat(Daemon.find("test", pidFile())).isEmpty();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTakenForIt() throws IOException {
        Files.writeString(pidFile(), ProcessHandle.current().pid() + " 1\n");
        assertThat(Daemon.find("test", pidFile())).isEmpty();
        assertThat(Daemon.recorded("test", pidFile())).isPresent();
    }

    @Test
    void oneThatIgnoresTheSignalIsEndedAfterTheBound() throws IOException {
        var daemon = start("sh", "-c", "trap '' TERM; echo armed; while :; do sleep 0.1; done");
        assertThat(Patience.until(Duration.ofSeconds(5), () -> log().contains("armed")))
                .isTrue();
        daemon.stop(Signal.TERM, Duration.ofMillis(300));
        assertThat(daemon.isAlive()).isFalse();
    }

    private Daemon start(String... command) {
        return Daemon.start(
                new Launch("test", List.of(command), Map.of(), folder, folder.resolve("test.log"), pidFile()));
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("test.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private Path pidFile() {
        return folder.resolve("test.pid");
    }
}
