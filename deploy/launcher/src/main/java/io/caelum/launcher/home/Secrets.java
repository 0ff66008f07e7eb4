package io.caelum.launcher.home;

import io.caelum.launcher.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of a stack: made when first needed, each in a file that only its owner can read. */
public final class Secrets {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    public Secrets(Home home) {
        folder = home.secrets();
    }

    /** The secret of this name; made if it is new. */
    public String ensure(String name) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The secret of this name, which an earlier {@code up} made. */
    public String require(String name) {
        if (!Files.isReadable(folder.resolve(name))) {
            throw new Trouble(
                    "there is no password file " + folder.resolve(name) + ", or it is not yours",
                    "deploy/stack up makes it; run this as the user who ran that");
        }
        return ensure(name);
    }

    /** Appears with its contents; of two who make the same one at once, the first wins. */
    private void make(Path file) throws IOException {
        var fresh = Files.createTempFile(
                folder,
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, random() + "\n");
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // made meanwhile, and read by now
        } finally {
            Files.delete(fresh);
        }
    }

    /** Letters, digits, {@code -} and {@code _} only: fit for URLs, SQL and configuration files without quoting. */
    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
