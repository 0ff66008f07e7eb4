package io.caelum.compute.worker.driver.qemu.process;

import io.caelum.compute.worker.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Short programs that are run to their end. */
public final class Programs {

    private static final int MOST_OUTPUT = 1 << 20;

    private Programs() {}

    /**
     * What the program wrote.
     *
     * @throws DriverException if it failed, saying what it said
     * @throws InterruptedException if nobody wants it any more; it has ended then
     */
    public static String run(Path folder, List<String> command, Duration limit)
            throws DriverException, InterruptedException {
        Process process = start(folder, command);
        try {
            var output = CompletableFuture.supplyAsync(
                    () -> read(process), task -> Thread.ofVirtual().start(task));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DriverException(name(command) + " did not end within " + limit.toSeconds() + " s.");
            }
            String said = output.join();
            if (process.exitValue() != 0) {
                throw new DriverException(name(command) + " failed: " + said.strip());
            }
            return said;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(Path folder, List<String> command) throws DriverException {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().put("LC_ALL", "C.UTF-8");
            return builder.start();
        } catch (IOException e) {
            throw new DriverException(name(command) + " cannot be started on this host.", e);
        }
    }

    private static String read(Process process) {
        try (var stream = process.getInputStream()) {
            String said = new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
            stream.skip(Long.MAX_VALUE);
            return said;
        } catch (IOException ended) {
            return "";
        }
    }

    /** Of the program itself, not of what changes its user or namespace before. */
    private static String name(List<String> command) {
        return command.stream()
                .filter(word -> word.startsWith("qemu-") || word.equals("xorriso") || word.startsWith("mk"))
                .findFirst()
                .orElse(command.getFirst());
    }
}
