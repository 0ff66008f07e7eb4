package io.caelum.compute.server;

import io.caelum.compute.http.Ids;
import java.util.UUID;

/** The id in a path; a text that is no id is a server that does not exist. */
public final class ServerId {

    private ServerId() {}

    public static UUID of(String text) {
        return Ids.parse(text).orElseThrow(() -> Servers.notFound(text));
    }
}
