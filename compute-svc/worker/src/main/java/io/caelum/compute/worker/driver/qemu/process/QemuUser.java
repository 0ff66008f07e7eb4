package io.caelum.compute.worker.driver.qemu.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom QEMU and its tools run.
 *
 * @param name of a user of the system, whose group has the same rights; empty for the worker's own, which must not be root
 */
public record QemuUser(Optional<String> name) {

    public QemuUser {
        if (name.isEmpty() && isRoot()) {
            throw new IllegalStateException("caelum.worker.qemu-user is not set, and this worker is root:"
                    + " name a user as whom guests shall run, e.g. one made by"
                    + " useradd --system --no-create-home --groups kvm caelum-qemu");
        }
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The command, run as that user, who cannot become another one any more. */
    public List<String> as(List<String> command) {
        if (name.isEmpty()) {
            return List.copyOf(command);
        }
        String user = name.get();
        return Stream.concat(
                        Stream.of(
                                "setpriv",
                                "--reuid",
                                user,
                                "--regid",
                                Long.toString(groupId(user)),
                                "--init-groups",
                                "--no-new-privs",
                                "--inh-caps",
                                "-all"),
                        command.stream())
                .toList();
    }

    /** Makes the file or folder the user's own. */
    public void own(Path path) throws IOException {
        if (name.isEmpty()) {
            return;
        }
        var users = path.getFileSystem().getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setOwner(users.lookupPrincipalByName(name.get()));
    }

    private static long groupId(String user) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3 && fields[0].equals(user))
                    .mapToLong(fields -> Long.parseLong(fields[3]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "caelum.worker.qemu-user is " + user + ", but /etc/passwd has no such user"));
        } catch (IOException e) {
            throw new IllegalStateException("/etc/passwd cannot be read", e);
        }
    }
}
