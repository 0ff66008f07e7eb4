package io.caelum.launcher.infra;

import java.nio.file.Path;

/** What can be fetched or made again, shared by all checkouts of a user. */
public final class CacheFolder {

    private CacheFolder() {}

    public static Path path() {
        var chosen = System.getenv("CAELUM_CACHE");
        return chosen != null
                ? Path.of(chosen).toAbsolutePath()
                : Path.of(System.getProperty("user.home"), ".cache", "caelum");
    }
}
