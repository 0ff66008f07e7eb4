package io.caelum.network.port;

import io.caelum.network.request.Attributes;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code binding:*} attributes of a request; null stands for "not given".
 *
 * @param host empty to unbind
 */
record BindingWish(
        @Nullable String host,
        @Nullable String vnicType,
        @Nullable Map<String, Object> profile) {

    /** What the mechanisms here can make. */
    private static final Set<String> VNIC_TYPES = Set.of("normal");

    static BindingWish of(Attributes in) {
        return new BindingWish(
                in.textOrEmpty("binding:host_id"),
                in.formed("binding:vnic_type", "vnic_type, which here can only be \"normal\"", BindingWish::vnicType),
                in.object("binding:profile"));
    }

    private static String vnicType(String text) {
        if (!VNIC_TYPES.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** Whether it says what only administrators may say. */
    boolean isPrivileged() {
        return host != null || profile != null;
    }
}
