package io.caelum.image.image;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An image as the API shows it: all base keys, even those without a value, then the extra properties beside them. */
record ImageView(
        UUID id,
        Optional<String> name,
        String status,
        String visibility,
        Optional<String> owner,
        @JsonProperty("protected") boolean isProtected,
        @JsonProperty("os_hidden") boolean osHidden,
        @JsonProperty("container_format") Optional<String> containerFormat,
        @JsonProperty("disk_format") Optional<String> diskFormat,
        @JsonProperty("min_disk") int minDisk,
        @JsonProperty("min_ram") int minRam,
        Optional<Long> size,
        @JsonProperty("virtual_size") Optional<Long> virtualSize,
        Optional<String> checksum,
        @JsonProperty("os_hash_algo") Optional<String> osHashAlgo,
        @JsonProperty("os_hash_value") Optional<String> osHashValue,
        List<String> tags,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        String self,
        String file,
        String schema,
        @JsonIgnore Map<String, String> properties) {

    static ImageView of(Image image) {
        String self = "/v2/images/" + image.id;
        return new ImageView(
                image.id,
                Optional.ofNullable(image.name),
                image.status.wire(),
                image.visibility.wire(),
                Optional.ofNullable(image.owner),
                image.isProtected,
                image.osHidden,
                Optional.ofNullable(image.containerFormat).map(ContainerFormat::wire),
                Optional.ofNullable(image.diskFormat).map(DiskFormat::wire),
                image.minDisk,
                image.minRam,
                Optional.ofNullable(image.size),
                Optional.ofNullable(image.virtualSize),
                Optional.ofNullable(image.checksum),
                Optional.ofNullable(image.osHashAlgo),
                Optional.ofNullable(image.osHashValue),
                List.copyOf(image.tags),
                time(image.createdAt),
                time(image.updatedAt),
                self,
                self + "/file",
                "/v2/schemas/image",
                image.properties);
    }

    @JsonAnyGetter
    Map<String, String> extra() {
        return properties;
    }

    /** {@code 2026-11-23T06:42:53Z}. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
