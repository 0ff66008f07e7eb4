package io.caelum.launcher.infra;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Java processes are started for. */
public enum Purpose {
    /** To work, with what was learnt in training if there was one. */
    WORK(Duration.ofSeconds(15)),
    /** To learn: the cache is put together when the process is stopped, which takes a while. */
    TRAINING(Duration.ofMinutes(4));

    private final Duration stopBound;

    Purpose(Duration stopBound) {
        this.stopBound = stopBound;
    }

    public List<String> options(AotCache cache) {
        return switch (this) {
            case WORK -> cache.use();
            case TRAINING -> cache.record();
        };
    }

    public Map<String, String> environment(Map<String, String> own) {
        return switch (this) {
            case WORK -> own;
            case TRAINING -> {
                var all = new HashMap<>(own);
                all.putAll(AotCache.TRAINING_ENVIRONMENT);
                yield all;
            }
        };
    }

    public Duration stopBound() {
        return stopBound;
    }
}
