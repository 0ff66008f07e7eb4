package io.caelum.identity.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The one version of the API that there is. */
record Version(
        String id,
        String status,
        String updated,
        List<Link> links,
        @JsonProperty("media-types") List<MediaType> mediaTypes) {

    static Version at(String address) {
        return new Version(
                "v3.14",
                "stable",
                "2020-04-07T00:00:00Z",
                List.of(new Link("self", address)),
                List.of(new MediaType("application/json", "application/vnd.openstack.identity-v3+json")));
    }

    record Link(String rel, String href) {}

    record MediaType(String base, String type) {}
}
