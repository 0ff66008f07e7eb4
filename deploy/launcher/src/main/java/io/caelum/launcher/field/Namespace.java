package io.caelum.launcher.field;

import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A named network namespace of this machine. */
public record Namespace(String name) {

    private static final Path ALL = Path.of("/run/netns");

    /** Those whose names begin like this. */
    static List<Namespace> withPrefix(String prefix) {
        if (!Files.isDirectory(ALL)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(ALL)) {
            return names.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .map(Namespace::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean exists() {
        return Files.exists(ALL.resolve(name));
    }

    /** Makes it unless it is there. */
    void create() {
        if (!exists()) {
            Shell.run(List.of("ip", "netns", "add", name)).orThrow();
        }
        ip("link", "set", "lo", "up");
    }

    void delete() {
        Shell.run(List.of("ip", "netns", "del", name)).orThrow();
    }

    /** The command, as it has to be written to run in here. */
    public List<String> inside(List<String> command) {
        var whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(command);
        return whole;
    }

    /** Runs {@code ip} on what is in here. */
    void ip(String... arguments) {
        var command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        Shell.run(command).orThrow();
    }

    boolean has(String device) {
        return Shell.run(List.of("ip", "-n", name, "link", "show", "dev", device))
                .isSuccess();
    }

    /** Ids of the processes that run in here. */
    List<Long> processes() {
        return Shell.run(List.of("ip", "netns", "pids", name))
                .output()
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .map(Long::valueOf)
                .toList();
    }
}
