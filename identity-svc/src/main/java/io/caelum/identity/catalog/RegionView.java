package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A region as clients see it. */
@KeystoneJson
record RegionView(
        String id,
        String description,
        Optional<String> parentRegionId,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static RegionView of(Region region, Links links) {
        return new RegionView(
                region.id,
                region.description,
                Optional.ofNullable(region.parentId),
                region.extra,
                links.self("/regions/" + region.id));
    }

    @Nullable
    String parent() {
        return parentRegionId.orElse(null);
    }

    record One(RegionView region) {}

    record Many(List<RegionView> regions, Links.Whole links) {}
}
