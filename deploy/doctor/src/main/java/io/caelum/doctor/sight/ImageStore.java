package io.caelum.doctor.sight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The folder in which the image service keeps bytes; it may only be read. */
public record ImageStore(Path folder) {

    /** @param isYoung written to a short time ago */
    public record Bytes(long size, boolean isYoung) {}

    private static final Duration YOUNG = Duration.ofSeconds(60);

    /** What is complete, by its key. */
    public Map<String, Bytes> kept() {
        return list("images");
    }

    /** What is, or was, on its way in. */
    public Map<String, Bytes> incoming() {
        return list("incoming");
    }

    private Map<String, Bytes> list(String kind) {
        var found = new HashMap<String, Bytes>();
        if (!Files.isReadable(folder)) {
            throw new Undecided("the image store %s cannot be read".formatted(folder));
        }
        Path part = folder.resolve(kind);
        if (!Files.isDirectory(part)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(part)) {
            for (Path file : files) {
                look(file, found);
            }
            return found;
        } catch (IOException e) {
            throw new Undecided("the image store %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static void look(Path file, Map<String, Bytes> found) throws IOException {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            boolean young = written.isAfter(Instant.now().minus(YOUNG));
            found.put(file.getFileName().toString(), new Bytes(Files.size(file), young));
        } catch (NoSuchFileException gone) {
            // deleted while we looked
        }
    }
}
