package io.caelum.launcher.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The jars of an application, wherever they lie. */
public record JarFolder(Path path) {

    /** Names, sizes and times of the jars: what the Java machine compares, too, before it uses an {@link AotCache}. */
    public List<String> contents() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.walk(path)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(file -> path.relativize(file) + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the same files there, in the place of what is there. They are links, which takes no time and no room: a build
     * makes new files and does not write into old ones.
     */
    public void installIn(Path target) {
        var fresh = target.resolveSibling(target.getFileName() + ".new");
        ServerFiles.deleteTree(fresh);
        try (var files = Files.walk(path)) {
            for (var file : files.toList()) {
                var copy = fresh.resolve(path.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    link(file, copy);
                }
            }
            ServerFiles.deleteTree(target);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (FileSystemException | UnsupportedOperationException onAnotherDisk) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
