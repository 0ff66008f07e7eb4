package io.caelum.compute.worker.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One JSON file for each thing. A file is replaced in one piece: whoever reads finds the old one or the new one, also
 * after the writer was killed or the machine lost its power.
 */
public final class JsonFolder<T> {

    private static final Logger LOG = Logger.getLogger(JsonFolder.class);
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;
    private final Class<T> type;

    /** Makes the folder, for its owner's eyes only. */
    public JsonFolder(Path folder, Class<T> type) {
        this.folder = folder;
        this.type = type;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
        }
    }

    public Optional<T> read(UUID id) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(id)), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (JsonProcessingException broken) {
            setAside(file(id), broken);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<UUID, T> readAll() {
        var all = new LinkedHashMap<UUID, T>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            UUID id = UUID.fromString(name.substring(0, name.length() - SUFFIX.length()));
            read(id).ifPresent(value -> all.put(id, value));
        }
        return all;
    }

    public void write(UUID id, T value) {
        try {
            Path fresh = Files.createTempFile(folder, id.toString(), ".tmp");
            Files.write(fresh, JSON.writeValueAsBytes(value), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("The state of " + id + " cannot be written", e);
        }
    }

    /** A new name in a folder is on the disk only when the folder is. */
    private void syncFolder() throws IOException {
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Nothing there is fine. */
    public void delete(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of " + id + " cannot be removed", e);
        }
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f-]{36}\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id + SUFFIX);
    }

    private static void setAside(Path file, JsonProcessingException broken) {
        LOG.errorf("%s cannot be understood and is set aside: %s", file, broken.getOriginalMessage());
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".broken"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
