package io.caelum.image.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of an image document that a client may set and that are not extra properties. */
enum BaseKey {
    NAME("name") {
        @Override
        void set(Image image, JsonNode value) {
            image.name = SchemaCheck.textOrNull(wire(), value);
        }
    },
    VISIBILITY("visibility") {
        @Override
        void set(Image image, JsonNode value) {
            image.visibility = SchemaCheck.oneOf(wire(), value, Visibility.class, Visibility::wire);
        }
    },
    OWNER("owner") {
        @Override
        void set(Image image, JsonNode value) {
            image.owner = SchemaCheck.textOrNull(wire(), value);
        }
    },
    PROTECTED("protected") {
        @Override
        void set(Image image, JsonNode value) {
            image.isProtected = SchemaCheck.bool(wire(), value);
        }
    },
    OS_HIDDEN("os_hidden") {
        @Override
        void set(Image image, JsonNode value) {
            image.osHidden = SchemaCheck.bool(wire(), value);
        }
    },
    CONTAINER_FORMAT("container_format") {
        @Override
        void set(Image image, JsonNode value) {
            image.containerFormat = value.isNull()
                    ? null
                    : SchemaCheck.oneOf(wire(), value, ContainerFormat.class, ContainerFormat::wire);
        }
    },
    DISK_FORMAT("disk_format") {
        @Override
        void set(Image image, JsonNode value) {
            image.diskFormat =
                    value.isNull() ? null : SchemaCheck.oneOf(wire(), value, DiskFormat.class, DiskFormat::wire);
        }
    },
    MIN_DISK("min_disk") {
        @Override
        void set(Image image, JsonNode value) {
            image.minDisk = SchemaCheck.count(wire(), value);
        }
    },
    MIN_RAM("min_ram") {
        @Override
        void set(Image image, JsonNode value) {
            image.minRam = SchemaCheck.count(wire(), value);
        }
    },
    TAGS("tags") {
        @Override
        void set(Image image, JsonNode value) {
            image.tags = new TreeSet<>(SchemaCheck.tags(value));
        }
    };

    private static final Map<String, BaseKey> BY_WIRE = new HashMap<>();

    static {
        for (BaseKey key : values()) {
            BY_WIRE.put(key.wire, key);
        }
    }

    private final String wire;

    BaseKey(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /** Checks the value and puts it into the image. */
    abstract void set(Image image, JsonNode value);

    static Optional<BaseKey> named(@Nullable String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }
}
