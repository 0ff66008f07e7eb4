package io.caelum.platform.contract.compute;

import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that a host needs to build a server.
 *
 * @param generation counts up with every try to build this server; a worker refuses a lower one than it has seen
 * @param startBefore until then the host may start the guest without another question; later, or where this is empty, it
 *     asks first, since the server may have been given to another host
 * @param image empty for a server without an image
 * @param memoryMb MiB
 * @param rootGb GiB; 0 means as large as the image
 * @param userData base64, as the user sent it
 */
public record BuildRequest(
        UUID serverId,
        long generation,
        Optional<Instant> startBefore,
        String name,
        String hostname,
        String projectId,
        String userId,
        Optional<ImageInfo> image,
        int vcpus,
        int memoryMb,
        int rootGb,
        int ephemeralGb,
        int swapMb,
        List<BoundPort> ports,
        Map<String, String> metadata,
        Optional<String> keyName,
        Optional<String> publicKey,
        Optional<String> userData,
        boolean configDrive) {

    @Override
    public String toString() {
        return "BuildRequest[server=" + serverId + ", generation=" + generation + "]";
    }
}
