package io.caelum.launcher.preflight;

import io.caelum.launcher.process.Interruption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * While this is open, packages that are installed do not start their daemons: Debian asks a policy before it does. A
 * policy that the machine has already is left alone, unless an earlier run of ours was killed and left it.
 */
final class NoDaemons implements AutoCloseable {

    static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private static final String TEXT = "#!/bin/sh\n# here while deploy/stack installs packages\nexit 101\n";

    private final Path policy;
    private final Interruption.Undo undo = Interruption.undo(this::allow);

    private NoDaemons(Path policy) {
        this.policy = policy;
    }

    static NoDaemons forbid(Path policy) {
        var forbidden = new NoDaemons(policy);
        try {
            if (!Files.exists(policy)) {
                var fresh = policy.resolveSibling(policy.getFileName() + ".caelum");
                Files.writeString(fresh, TEXT);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(fresh, policy, StandardCopyOption.ATOMIC_MOVE);
            }
            return forbidden;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Interruption.stopHereIfBegun();
        allow();
        undo.close();
    }

    private void allow() {
        try {
            if (Files.exists(policy) && Files.readString(policy).equals(TEXT)) {
                Files.delete(policy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
