package io.caelum.network.request;

import io.caelum.platform.fault.Fault;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ids in paths and queries are texts: what is no UUID is the id of nothing. */
public final class Ids {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static Optional<UUID> parse(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** The id in a path; clients put names there too, and try the name as a filter when they hear 404. */
    public static UUID inPath(String text, Function<Object, Fault> notFound) {
        return parse(text).orElseThrow(() -> notFound.apply(text));
    }
}
