package io.caelum.networknode.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A folder for each thing that was made, with the files of its processes. It is there before the thing and goes after it,
 * so it tells what may have to be taken away.
 */
public final class RunFolders {

    private final Path parent;

    public RunFolders(Path parent) {
        this.parent = parent;
    }

    public Path of(UUID id) {
        return parent.resolve(id.toString());
    }

    public Path ensure(UUID id) {
        try {
            return Files.createDirectories(of(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(UUID id) {
        if (!Files.exists(of(id))) {
            return;
        }
        try (var files = Files.walk(of(id))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<UUID> present() {
        var ids = new TreeSet<UUID>();
        if (!Files.isDirectory(parent)) {
            return ids;
        }
        try (var folders = Files.newDirectoryStream(parent)) {
            folders.forEach(
                    folder -> ids.add(UUID.fromString(folder.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** @return whether the file was another one before */
    public static boolean write(Path file, String content) {
        try {
            if (Files.exists(file) && Files.readString(file).equals(content)) {
                return false;
            }
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, content);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
