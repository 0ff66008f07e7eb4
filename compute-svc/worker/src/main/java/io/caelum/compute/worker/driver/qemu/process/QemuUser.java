package io.caelum.compute.worker.driver.qemu.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        var whole = new ArrayList<>(List.of("setpriv", "--reuid", user, "--regid", groupId(user)));
        whole.addAll(otherGroups(user));
        whole.addAll(List.of("--no-new-privs", "--inh-caps", "-all"));
        whole.addAll(command);
        return whole;
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

    private static boolean isNumber(String user) {
        return user.matches("[0-9]+");
    }

    /** A user without a name is in no group but the one that may use KVM, if there is one. */
    private static List<String> otherGroups(String user) {
        if (!isNumber(user)) {
            return List.of("--init-groups");
        }
        return field("/etc/group", "kvm", 2)
                .map(kvm -> List.of("--groups", kvm))
                .orElse(List.of("--clear-groups"));
    }

    private static String groupId(String user) {
        return isNumber(user)
                ? user
                : field("/etc/passwd", user, 3)
                        .orElseThrow(() -> new IllegalStateException(
                                "caelum.worker.qemu-user is " + user + ", but /etc/passwd has no such user"));
    }

    private static Optional<String> field(String file, String name, int number) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > number && fields[0].equals(name))
                    .map(fields -> fields[number])
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
