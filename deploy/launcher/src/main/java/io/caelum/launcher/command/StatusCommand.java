package io.caelum.launcher.command;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.ProcFs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each process: whether it is ready or why not, port, memory and since when it runs.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {" 0:everything is ready", " 3:something is not"})
final class StatusCommand implements Callable<Integer> {

    private static final double TICKS_PER_SECOND = 100;

    @Override
    public Integer call() {
        var home = Home.current();
        if (!home.exists()) {
            System.out.println("There is no stack in " + home.root() + "; deploy/stack up makes one.");
            return 3;
        }
        var stack = Stack.of(home);
        var table = new Table("PROCESS", "PID", "PORT", "MEMORY", "UP", "STATE");
        boolean ready = true;
        long total = 0;
        for (var part : stack.parts()) {
            var condition = part.condition();
            var memory = memoryKib(part);
            total += memory.orElse(0L);
            ready &= condition.isReady();
            table.row(
                    part.name(),
                    part.process().map(process -> Long.toString(process.pid())).orElse("-"),
                    part.port() == Part.NO_PORT ? "-" : Integer.toString(part.port()),
                    memory.map(StatusCommand::mebibytes).orElse("-"),
                    part.process().map(StatusCommand::age).orElse("-"),
                    condition.text());
        }
        System.out.print(table.text());
        System.out.printf("%nMemory of all, shared pages counted once: %s%n", mebibytes(total));
        return ready ? 0 : 3;
    }

    /** With all children: PostgreSQL has a process for each connection. */
    private static Optional<Long> memoryKib(Part part) {
        return part.process()
                .map(process -> ProcessHandle.of(process.pid()).stream()
                        .flatMap(handle -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(handle), handle.descendants()))
                        .mapToLong(handle ->
                                ProcFs.proportionalSetKib(handle.pid()).orElse(0L))
                        .sum());
    }

    private static String mebibytes(long kib) {
        return "%d MiB".formatted((kib + 512) / 1024);
    }

    private static String age(Daemon process) {
        return age(Duration.ofSeconds((long) (ProcFs.uptimeSeconds() - process.startTicks() / TICKS_PER_SECOND)));
    }

    static String age(Duration age) {
        if (age.toHours() > 0) {
            return "%d h %02d m".formatted(age.toHours(), age.toMinutesPart());
        }
        return age.toMinutes() > 0
                ? "%d m %02d s".formatted(age.toMinutes(), age.toSecondsPart())
                : age.toSeconds() + " s";
    }
}
