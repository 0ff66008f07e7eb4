package io.caelum.launcher.preflight;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who listens on which TCP port: the kernel's table of sockets, joined with the open files of all processes. */
final class Listeners {

    private static final String LISTENING = "0A";

    private Listeners() {}

    static Map<Integer, Listener> read() {
        var portsByInode = new HashMap<String, Integer>();
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            portsByInode.putAll(parse(lines(Path.of(table))));
        }
        var listeners = new HashMap<Integer, Listener>();
        portsByInode.values().forEach(port -> listeners.put(port, new Listener(0, "")));
        for (var process : processes()) {
            inodes(process)
                    .map(portsByInode::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(port -> listeners.put(port, listener(process)));
        }
        return listeners;
    }

    /** Inode to port of each listening socket. */
    static Map<String, Integer> parse(List<String> lines) {
        var ports = new HashMap<String, Integer>();
        for (var line : lines) {
            var columns = line.strip().split("\\s+");
            if (columns.length > 9 && columns[3].equals(LISTENING)) {
                var port = columns[1].substring(columns[1].indexOf(':') + 1);
                ports.put(columns[9], Integer.parseInt(port, 16));
            }
        }
        return ports;
    }

    private static Listener listener(Path process) {
        var command = String.join("", lines(process.resolve("cmdline")))
                .replace('\0', ' ')
                .strip();
        return new Listener(
                Long.parseLong(process.getFileName().toString()),
                command.length() > 80 ? command.substring(0, 80) + "..." : command);
    }

    private static List<Path> processes() {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> inodes(Path process) {
        var inodes = Stream.<String>builder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                var target = Files.readSymbolicLink(file).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException goneOrNotOurs) {
            // such a process cannot be named
        }
        return inodes.build();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
