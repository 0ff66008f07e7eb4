package io.caelum.compute.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in texts. {@link UUID#fromString} takes things like {@code 1-1-1-1-1}, which no client means as an id. */
public final class Ids {

    private static final Pattern DASHED = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static Optional<UUID> parse(String text) {
        return DASHED.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
