package io.caelum.bench.measure;

import io.caelum.launcher.process.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/** The processes of the cloud on this machine, each with its children; none where the cloud is somewhere else. */
public record Processes(List<Process> all) {

    /** USER_HZ, which is this on Linux. */
    private static final double TICKS_PER_SECOND = 100;

    /** A process with what it is called. */
    public record Process(String name, long pid) {}

    public static Processes of(List<Long> pids) {
        return new Processes(
                pids.stream().map(pid -> new Process(Long.toString(pid), pid)).toList());
    }

    /** What all of them have used; empty where there are none. */
    public Optional<Double> cpuSeconds() {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(cpuSecondsByName().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    public Map<String, Double> cpuSecondsByName() {
        var seconds = new LinkedHashMap<String, Double>();
        all.forEach(process -> seconds.put(process.name(), sum(process, Processes::cpuTicks) / TICKS_PER_SECOND));
        return seconds;
    }

    /** KiB of each, shared pages counted by share. */
    public Map<String, Long> memory() {
        var memory = new LinkedHashMap<String, Long>();
        all.forEach(process -> memory.put(
                process.name(),
                sum(process, pid -> ProcFs.proportionalSetKib(pid).orElse(0L))));
        return memory;
    }

    private static long sum(Process process, LongUnaryOperator measure) {
        return ProcessHandle.of(process.pid()).stream()
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .mapToLong(handle -> measure.applyAsLong(handle.pid()))
                .sum();
    }

    private static long cpuTicks(long pid) {
        try {
            return parseCpuTicks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException gone) {
            return 0;
        }
    }

    /** In user and kernel mode, of itself and of children that have ended. The name may hold blanks and brackets. */
    static long parseCpuTicks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Stream.of(fields[11], fields[12], fields[13], fields[14])
                .mapToLong(Long::parseLong)
                .sum();
    }
}
