package io.caelum.compute.http;

import io.caelum.platform.web.microversion.Microversion;

/** The range that is served. */
public final class Microversions {

    public static final Microversion MINIMUM = new Microversion(2, 1);
    /** As high as every answer is true. Before raising it, read the table of deltas in the API checklist. */
    public static final Microversion MAXIMUM = new Microversion(2, 60);

    private Microversions() {}
}
