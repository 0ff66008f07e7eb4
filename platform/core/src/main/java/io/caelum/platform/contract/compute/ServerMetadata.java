package io.caelum.platform.contract.compute;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a guest may know of itself.
 *
 * @param metadata as the user set it
 * @param publicKeys by name
 * @param userData base64, as the user sent it
 * @param launchIndex position among servers of one request, from 0
 */
public record ServerMetadata(
        UUID serverId,
        String name,
        String hostname,
        String projectId,
        String availabilityZone,
        String flavorName,
        int launchIndex,
        Map<String, String> metadata,
        Map<String, String> publicKeys,
        Optional<String> userData) {

    @Override
    public String toString() {
        return "ServerMetadata[server=" + serverId + "]";
    }
}
