package io.caelum.launcher.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.Optional;

/** The trace of a server's boot, as the gateway has it. */
public final class ServerTrace {

    /** Spans reach the gateway in batches, some two seconds after they end. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private ServerTrace() {}

    /** Waits a moment for what is on its way; what is there then, whole or not; empty if the gateway knows nothing. */
    public static Optional<JsonNode> of(Cloud cloud, String serverId) {
        var path = "/trace/v1/servers/" + serverId;
        Patience.until(ON_THE_WAY, () -> {
            boolean whole = cloud.find(path).filter(TraceTree::isComplete).isPresent();
            if (!whole) {
                Patience.pause(PAUSE);
            }
            return whole;
        });
        return cloud.find(path);
    }
}
