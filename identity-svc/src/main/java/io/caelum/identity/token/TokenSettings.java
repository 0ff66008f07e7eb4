package io.caelum.identity.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens live and how often their signing key changes. */
@ConfigMapping(prefix = "caelum.identity.token")
public interface TokenSettings {

    @WithDefault("PT1H")
    Duration lifetime();

    @WithDefault("P7D")
    Duration rotateEvery();

    /** How long a new key is only published before it signs, so that every service knows it by then. */
    @WithDefault("PT1M")
    Duration keyLeadTime();
}
