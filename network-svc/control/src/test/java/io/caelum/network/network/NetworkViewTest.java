package io.caelum.network.network;

import io.caelum.network.Sample;
import io.caelum.network.segment.ProviderRequest;
import io.caelum.network.segment.Segment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NetworkViewTest {

    private final Network network = Network.requested(
            UUID.fromString("11111111-0000-4000-8000-000000000001"),
            "aa000000000000000000000000000001",
            new CreateNetwork(null, "blue", "", true, false, false, true, null, null, ProviderRequest.NONE, Map.of()),
            new Segment.Flat("public"),
            1500,
            Instant.parse("2026-11-23T06:56:55.123Z"));

    @Test
    void administratorsSeeHowTheNetworkIsMade() {
        Sample.assertMatches("network/show-admin.json", NetworkView.of(network, true));
    }

    @Test
    void forOthersThoseKeysAreNotThere() {
        Sample.assertMatches("network/show.json", NetworkView.of(network, false));
    }
}
