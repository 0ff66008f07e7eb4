package io.caelum.networknode.keep;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One JSON file for each plan. A file is there whole or not at all, also if the process dies while writing. */
public final class PlanFiles<P> {

    private static final Logger LOG = Logger.getLogger(PlanFiles.class);
    private static final String SUFFIX = ".json";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final PlanKind<P> kind;

    /** @param folder made if it does not exist */
    public PlanFiles(Path folder, PlanKind<P> kind) {
        this.folder = folder;
        this.kind = kind;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder for plans", e);
        }
    }

    public void write(P plan) {
        try {
            Path whole = Files.createTempFile(folder, "plan", ".new");
            Files.writeString(whole, MAPPER.writeValueAsString(plan));
            Files.move(whole, file(kind.idOf(plan)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(UUID id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is no plan is passed over: network control knows it too, and is asked soon. */
    public List<P> readAll() {
        var plans = new ArrayList<P>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    plans.add(MAPPER.readValue(Files.readString(file), kind.type()));
                } catch (IOException e) {
                    LOG.warnf("a kept plan cannot be read, file=%s error=%s", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plans;
    }

    private Path file(UUID id) {
        return folder.resolve(id + SUFFIX);
    }
}
