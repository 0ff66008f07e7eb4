package io.caelum.platform.workflow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the runner of this process works. */
@ConfigMapping(prefix = "caelum.workflow")
public interface WorkflowSettings {

    /** How long a silent process keeps its workflows before others may take them. */
    @WithDefault("10s")
    Duration lease();

    /** How often to look for workflows that nobody woke: after a crash, at a deadline. */
    @WithDefault("1s")
    Duration sweep();

    /** How long undoing may fail until whoever waits is told; it goes on being tried. */
    @WithDefault("10s")
    Duration undoPatience();

    /** How many workflows this process performs at once. */
    @WithDefault("64")
    int concurrency();

    /** How long finished workflows stay for whoever wants to know what happened. */
    @WithDefault("1h")
    Duration keepFinished();

    /** How long a stopping process waits for the steps it is in. */
    @WithDefault("5s")
    Duration drain();
}
