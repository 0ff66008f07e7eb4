package io.caelum.launcher.home;

import java.nio.file.Path;

/** The folder with the sources, which holds the built jars too. */
public record Checkout(Path root) {

    public static Checkout current() {
        var told = System.getenv("CAELUM_CHECKOUT");
        return new Checkout(Path.of(told == null ? "." : told).toAbsolutePath().normalize());
    }

    public Path module(String directory) {
        return root.resolve(directory);
    }
}
