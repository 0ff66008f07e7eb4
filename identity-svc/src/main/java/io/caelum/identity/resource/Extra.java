package io.caelum.identity.resource;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keys that Keystone does not know but keeps and gives back; they stand in their row as one JSON object. */
public final class Extra {

    /** What we say ourselves about a resource, and what must not be kept at all. */
    private static final Set<String> OURS =
            Set.of("id", "links", "password_expires_at", "parents", "subtree", "original_password");

    private Extra() {}

    /** What is stored after an update: keys given replace, keys given as null go, others stay. */
    public static Map<String, Object> merged(Map<String, Object> stored, Map<String, Object> given) {
        var merged = new LinkedHashMap<>(stored);
        merged.putAll(given);
        merged.keySet().removeAll(OURS);
        merged.values().removeIf(value -> value == null);
        return merged;
    }

    public static Map<String, Object> of(Map<String, Object> given) {
        return merged(Map.of(), given == null ? Map.of() : given);
    }

    /** Its column. */
    @Converter
    public static final class Column extends JsonColumn<Map<String, Object>> {
        public Column() {
            super(new TypeReference<>() {});
        }
    }
}
