package io.caelum.image.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.image.policy.ImageLimits;
import io.caelum.platform.fault.Fault;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts the keys of a client's document into an image: base keys by their rules, all others as extra properties. */
final class ImageDocument {

    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "status",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "size",
            "virtual_size",
            "created_at",
            "updated_at",
            "direct_url",
            "self",
            "file",
            "schema",
            "stores");

    private static final Set<String> RESERVED = Set.of("location", "deleted", "deleted_at");
    private static final String RESERVED_PREFIX = "os_glance";

    /** Extra properties with a form of their own. */
    private static final Set<String> IMAGE_IDS = Set.of("kernel_id", "ramdisk_id");

    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private ImageDocument() {}

    /** A key that may be written at all; throws FORBIDDEN for all others. */
    static void checkWritable(String key) {
        if (READ_ONLY.contains(key)) {
            throw Fault.forbidden("Attribute '" + key + "' is read-only.");
        }
        if (RESERVED.contains(key) || key.startsWith(RESERVED_PREFIX)) {
            throw Fault.forbidden("Attribute '" + key + "' is reserved.");
        }
        if (key.equals("locations")) {
            throw Fault.forbidden("It's not allowed to update locations: this cloud does not show them.");
        }
    }

    /** Sets one key of the image. */
    static void set(Image image, String key, JsonNode value) {
        checkWritable(key);
        BaseKey.named(key).ifPresentOrElse(base -> base.set(image, value), () -> setProperty(image, key, value));
    }

    private static void setProperty(Image image, String key, JsonNode value) {
        if (key.isBlank()
                || key.length() > SchemaCheck.MAX_TEXT
                || UNPRINTABLE.matcher(key).find()) {
            throw SchemaCheck.invalid("property name", "it must be 1 to 255 printable characters");
        }
        if (IMAGE_IDS.contains(key)) {
            setImageId(image, key, value);
        } else {
            image.properties.put(key, SchemaCheck.property(key, value));
        }
    }

    private static void setImageId(Image image, String key, JsonNode value) {
        if (value.isNull()) {
            image.properties.remove(key);
        } else {
            image.properties.put(key, SchemaCheck.uuid(key, value).toString());
        }
    }

    /** Throws TOO_LARGE if the image holds more than it may. */
    static void checkLimits(Image image, ImageLimits limits) {
        if (image.properties.size() > limits.properties()) {
            throw tooMany("image properties", image.properties.size(), limits.properties());
        }
        if (image.tags.size() > limits.tags()) {
            throw tooMany("image tags", image.tags.size(), limits.tags());
        }
    }

    private static Fault tooMany(String what, int attempted, int maximum) {
        return new Fault(
                Fault.Kind.TOO_LARGE,
                "LimitExceeded",
                "The limit has been exceeded on the number of allowed %s. Attempted: %d, Maximum: %d."
                        .formatted(what, attempted, maximum));
    }
}
