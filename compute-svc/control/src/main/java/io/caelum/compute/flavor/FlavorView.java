package io.caelum.compute.flavor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import java.util.List;
import java.util.Optional;

/**
 * A flavor in full.
 *
 * @param swap {@code ""} stands for none up to 2.74
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlavorView(
        String id,
        String name,
        int ram,
        int disk,
        int vcpus,
        Object swap,
        @JsonProperty("OS-FLV-EXT-DATA:ephemeral") int ephemeral,
        @JsonProperty("OS-FLV-DISABLED:disabled") boolean disabled,
        @JsonProperty("os-flavor-access:is_public") boolean isPublic,
        @JsonProperty("rxtx_factor") double rxtxFactor,
        Optional<String> description,
        List<Link> links) {

    static FlavorView of(Flavor flavor, Asked asked) {
        return new FlavorView(
                flavor.id,
                flavor.name,
                flavor.memoryMb,
                flavor.rootGb,
                flavor.vcpus,
                flavor.swapMb == 0 ? "" : flavor.swapMb,
                flavor.ephemeralGb,
                false,
                flavor.isPublic,
                flavor.rxtxFactor,
                asked.atLeast(2, 55) ? Optional.ofNullable(flavor.description) : null,
                asked.links().of("flavors", flavor.id));
    }

    record One(FlavorView flavor) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(
            List<FlavorView> flavors,
            @JsonProperty("flavors_links") List<Link> next) {}

    /** A flavor in the short list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Brief(String id, String name, Optional<String> description, List<Link> links) {

        static Brief of(Flavor flavor, Asked asked) {
            return new Brief(
                    flavor.id,
                    flavor.name,
                    asked.atLeast(2, 55) ? Optional.ofNullable(flavor.description) : null,
                    asked.links().of("flavors", flavor.id));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Briefs(
            List<Brief> flavors,
            @JsonProperty("flavors_links") List<Link> next) {}
}
