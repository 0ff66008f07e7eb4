package io.caelum.networkagent;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the surroundings beside the wirings, so that an agent that starts without network control filters as before. */
final class SurroundingsFile {

    private static final Logger LOG = Logger.getLogger(SurroundingsFile.class);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Content(Collection<SecurityGroupState> groups, List<TunnelPeer> peers) {}

    private final Path file;

    /** @param folder of the host's wirings */
    SurroundingsFile(Path folder) {
        file = folder.resolve("surroundings");
    }

    Surroundings read() {
        try {
            var content = MAPPER.readValue(Files.readString(file), Content.class);
            return Surroundings.NONE.withGroups(List.copyOf(content.groups())).withPeers(content.peers());
        } catch (NoSuchFileException first) {
            return Surroundings.NONE;
        } catch (IOException e) {
            // closed ports until network control has told again are better than no agent
            LOG.warnf("what was known of security groups and tunnels cannot be read, error=%s", e.getMessage());
            return Surroundings.NONE;
        }
    }

    void write(Surroundings surroundings) {
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "surroundings", ".new");
            Files.writeString(
                    whole,
                    MAPPER.writeValueAsString(new Content(surroundings.groups().values(), surroundings.peers())));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
