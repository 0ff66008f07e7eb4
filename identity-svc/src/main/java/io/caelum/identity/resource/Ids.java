package io.caelum.identity.resource;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as Keystone writes them: 32 hex digits without dashes. Keycloak's are UUIDs with dashes. */
public final class Ids {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private Ids() {}

    public static String fresh() {
        return ofUuid(UUID.randomUUID().toString());
    }

    public static String ofUuid(String uuid) {
        return uuid.replace("-", "");
    }

    /** The form with dashes; empty for a text that cannot be one. */
    public static Optional<String> toUuid(String id) {
        return HEX.matcher(id).matches()
                ? Optional.of(String.join(
                        "-",
                        id.substring(0, 8),
                        id.substring(8, 12),
                        id.substring(12, 16),
                        id.substring(16, 20),
                        id.substring(20)))
                : Optional.empty();
    }
}
