package io.caelum.compute.http;

import io.caelum.platform.web.microversion.Microversion;

/** Requests without HTTP. */
public final class AskedFor {

    private AskedFor() {}

    public static Asked version(String version) {
        var asked = new Asked();
        asked.accept(Microversion.parse(version), new Links("http://cloud/compute", "/v2.1"));
        return asked;
    }
}
