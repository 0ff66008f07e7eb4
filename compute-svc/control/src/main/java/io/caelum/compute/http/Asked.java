package io.caelum.compute.http;

import io.caelum.platform.web.microversion.Microversion;
import jakarta.enterprise.context.RequestScoped;

/** What a request asks for besides its route: the microversion, and links that work for whoever sent it. */
@RequestScoped
public class Asked {

    private Microversion version = Microversions.MINIMUM;
    private Links links = new Links("", "/v2.1");

    public Microversion version() {
        return version;
    }

    public boolean atLeast(int major, int minor) {
        return version.atLeast(major, minor);
    }

    public Links links() {
        return links;
    }

    void accept(Microversion version, Links links) {
        this.version = version;
        this.links = links;
    }
}
