package io.caelum.image.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names bytes in the store: by image, so that an operator finds them, and by upload, so that what a dead upload left
 * behind can never be taken for the bytes of a later one.
 */
public record StoreKey(UUID imageId, UUID uploadId) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})\\.([0-9a-f-]{36})");

    /** The key in a text; empty for any other text. */
    public static Optional<StoreKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new StoreKey(UUID.fromString(form.group(1)), UUID.fromString(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return imageId + "." + uploadId;
    }
}
