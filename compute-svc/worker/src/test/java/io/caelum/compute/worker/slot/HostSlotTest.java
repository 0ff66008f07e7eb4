package io.caelum.compute.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, since the lock that holds a name belongs to a process. */
class HostSlotTest {

    @TempDir
    Path folder;

    private final List<Process> workers = new ArrayList<>();

    @AfterEach
    void end() {
        workers.forEach(Process::destroyForcibly);
    }

    @Test
    void eachWorkerGetsANameOfItsOwn() throws Exception {
        assertThat(List.of(started(), started(), started())).containsExactly("compute-1", "compute-2", "compute-3");
    }

    @Test
    void theNameOfAWorkerThatDiedGoesToTheNextOneWithItsState() throws Exception {
        started();
        started();
        Path guest = Files.createDirectories(folder.resolve("compute-1/guests")).resolve("some.json");
        Files.writeString(guest, "{}");

        workers.getFirst().destroyForcibly().waitFor();

        assertThat(started()).isEqualTo("compute-1");
        assertThat(guest).exists();
    }

    @Test
    void aProcessIsTheSameHostHoweverOftenItAsks() {
        assertThat(HostSlot.in(folder)).isSameAs(HostSlot.in(folder.resolve("../" + folder.getFileName())));
    }

    /** The name that a new worker got; it lives on. */
    private String started() throws IOException {
        var worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlotHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        workers.add(worker);
        return worker.inputReader().readLine();
    }
}
