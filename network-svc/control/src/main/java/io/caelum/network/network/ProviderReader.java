package io.caelum.network.network;

import io.caelum.network.request.Attributes;
import io.caelum.network.segment.NetworkType;
import io.caelum.network.segment.ProviderRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code provider:*} attributes; JSON null stands for "not given". */
final class ProviderReader {

    private ProviderReader() {}

    static ProviderRequest read(Attributes in) {
        return new ProviderRequest(
                given(in.formedOrNull("provider:network_type", "network type", ProviderReader::type)),
                given(in.formedOrNull("provider:physical_network", "name", text -> text)),
                given(in.integerOrNull("provider:segmentation_id")));
    }

    private static NetworkType type(String name) {
        return NetworkType.named(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static <T> Optional<T> given(@Nullable Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }
}
