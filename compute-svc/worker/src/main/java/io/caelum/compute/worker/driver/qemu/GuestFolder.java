package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What a guest's process works with. The names are also those on QEMU's command line.
 *
 * @param path belongs to the guests' user: nothing in it is opened through a symbolic link
 * @param log what QEMU says; out of its reach
 */
record GuestFolder(Path path, Path log) {

    static final String QMP = "qmp";
    static final String SERIAL = "serial";
    static final String SCREEN = "vnc";
    static final String CONSOLE_LOG = "console.log";
    static final String CONFIG_DRIVE = "config-drive";

    /** Of a unix socket's address. */
    private static final int LONGEST = 107;

    static GuestFolder of(Path state, UUID server) {
        return new GuestFolder(
                state.resolve("machines").resolve(server.toString()),
                state.resolve("guests").resolve(server + ".log"));
    }

    void make(QemuUser user) throws DriverException {
        if (path.resolve(SERIAL).toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new DriverException("The worker's state folder has too long a name for sockets: " + path);
        }
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            user.own(path);
        } catch (IOException e) {
            throw new DriverException("The guest's folder cannot be made: " + e.getMessage(), e);
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    void delete() throws DriverException {
        try (var files = Files.walk(path)) {
            Files.deleteIfExists(log);
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // as it should be
        } catch (IOException e) {
            throw new DriverException("The guest's files cannot be removed: " + e.getMessage(), e);
        }
    }

    /** What an earlier process may have left; a dead socket would be taken for a living one. */
    void clearSockets() throws DriverException {
        try {
            for (String name : List.of(QMP, SERIAL, SCREEN)) {
                Files.deleteIfExists(path.resolve(name));
            }
        } catch (IOException e) {
            throw new DriverException("The guest's sockets cannot be removed: " + e.getMessage(), e);
        }
    }

    /** QEMU takes its sockets with it when it ends by itself; what was killed leaves them behind. */
    boolean endedByItself() {
        return !Files.exists(path.resolve(SERIAL), LinkOption.NOFOLLOW_LINKS);
    }

    /** The end of what QEMU said, for a sentence. */
    String lastWords() {
        try {
            String said = Files.readString(log).strip();
            return said.substring(Math.max(0, said.length() - 400));
        } catch (IOException e) {
            return "it said nothing";
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }
}
