package io.caelum.networkagent.mechanism;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.caelum.platform.contract.network.PortWiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One JSON file for each port. A file is there whole or not at all, also if the process dies while writing. */
public final class WiringFiles {

    private static final String SUFFIX = ".json";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    public WiringFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder for wirings", e);
        }
    }

    public void write(PortWiring wiring) {
        try {
            Path whole = Files.createTempFile(folder, "wiring", ".new");
            Files.writeString(whole, MAPPER.writeValueAsString(wiring));
            Files.move(whole, file(wiring.portId()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(UUID portId) {
        try {
            Files.deleteIfExists(file(portId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<PortWiring> read(UUID portId) {
        return read(file(portId));
    }

    public List<PortWiring> readAll() {
        var wirings = new ArrayList<PortWiring>();
        for (Path file : files()) {
            read(file).ifPresent(wirings::add);
        }
        return wirings;
    }

    public int count() {
        return files().size();
    }

    private List<Path> files() {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            var list = new ArrayList<Path>();
            files.forEach(list::add);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<PortWiring> read(Path file) {
        try {
            return Optional.of(MAPPER.readValue(Files.readString(file), PortWiring.class));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not the record of a wiring; delete it to have it made anew", e);
        }
    }

    private Path file(UUID portId) {
        return folder.resolve(portId + SUFFIX);
    }
}
