package io.caelum.compute.server.delete;

import java.util.Optional;

/**
 * @param host where its guest may be; empty when there is none
 * @param hostGone the host does not answer: its guest goes when it reports again
 */
public record DeleteData(Optional<String> host, long generation, boolean hostGone) {

    DeleteData withoutHost() {
        return new DeleteData(host, generation, true);
    }

    boolean hasNothingToWaitFor() {
        return host.isEmpty() || hostGone;
    }
}
