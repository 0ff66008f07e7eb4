package io.caelum.compute.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A server that is about to get a new disk, and the password that goes with that. */
record RebuiltView(
        @JsonUnwrapped ServerView server,
        @JsonInclude(JsonInclude.Include.NON_NULL) String adminPass) {

    record One(RebuiltView server) {}

    @Override
    public String toString() {
        return "RebuiltView[" + server.id() + "]";
    }
}
