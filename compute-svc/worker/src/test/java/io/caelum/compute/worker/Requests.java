package io.caelum.compute.worker;

import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.image.ImageInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests to build small guests. */
public final class Requests {

    private Requests() {}

    public static BuildRequest build(UUID server, long generation, ImageInfo image) {
        return build(server, generation, Optional.of(image));
    }

    public static BuildRequest build(UUID server, long generation) {
        return build(server, generation, Optional.empty());
    }

    /** One that may not be started any more without asking. */
    public static BuildRequest lateBuild(UUID server, long generation) {
        return build(server, generation, Optional.empty(), Optional.of(Instant.EPOCH));
    }

    private static BuildRequest build(UUID server, long generation, Optional<ImageInfo> image) {
        return build(server, generation, image, Optional.of(Instant.now().plusSeconds(60)));
    }

    private static BuildRequest build(
            UUID server, long generation, Optional<ImageInfo> image, Optional<Instant> startBefore) {
        return new BuildRequest(
                server,
                generation,
                startBefore,
                "guest",
                "guest",
                "project",
                "user",
                image,
                1,
                64,
                1,
                0,
                0,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
