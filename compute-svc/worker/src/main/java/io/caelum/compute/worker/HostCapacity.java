package io.caelum.compute.worker;

import io.caelum.compute.worker.WorkerConfig.DriverKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a host has for guests: as it is set, or else all of the machine. Simulated guests need nothing of that, so their
 * hosts are as large as is handy.
 *
 * @param memoryMb MiB
 * @param diskGb GiB
 */
public record HostCapacity(int vcpus, int memoryMb, int diskGb) {

    private static final HostCapacity SIMULATED = new HostCapacity(16, 32_768, 500);

    public static HostCapacity of(WorkerConfig config) {
        HostCapacity there = config.driver() == DriverKind.SIMULATED ? SIMULATED : machine(config.statePath());
        return new HostCapacity(
                config.vcpus().orElse(there.vcpus),
                config.memoryMb().orElse(there.memoryMb),
                config.diskGb().orElse(there.diskGb));
    }

    private static HostCapacity machine(Path state) {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            long kibibytes = lines.filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            Files.createDirectories(state);
            return new HostCapacity(
                    Runtime.getRuntime().availableProcessors(),
                    Math.toIntExact(kibibytes >> 10),
                    Math.toIntExact(Files.getFileStore(state).getTotalSpace() >> 30));
        } catch (IOException e) {
            throw new UncheckedIOException("This machine does not tell what it has", e);
        }
    }
}
