package io.caelum.network.segment;

import java.util.Optional;

/** The {@code provider:*} attributes as an administrator gave them. */
public record ProviderRequest(
        Optional<NetworkType> type, Optional<String> physicalNetwork, Optional<Long> segmentationId) {

    public static final ProviderRequest NONE =
            new ProviderRequest(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return equals(NONE);
    }
}
