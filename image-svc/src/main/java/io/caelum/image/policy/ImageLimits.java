package io.caelum.image.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one image may hold. */
@ConfigMapping(prefix = "caelum.image.limit")
public interface ImageLimits {

    /** Bytes of one image. */
    @WithDefault("1099511627776")
    long bytes();

    /** Bytes of the disk that one image describes: a few bytes of qcow2 can claim an endless one. */
    @WithDefault("17592186044416")
    long virtualBytes();

    @WithDefault("128")
    int properties();

    @WithDefault("128")
    int tags();

    @WithDefault("128")
    int members();
}
