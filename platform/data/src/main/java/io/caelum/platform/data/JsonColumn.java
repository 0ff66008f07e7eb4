package io.caelum.platform.data;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;

/**
 * A value that stands in its row as JSON, in a column of type {@code text}. See the package's page for how to use it.
 *
 * @param <T> anything Jackson can write and read; never change the meaning of a field, old rows stay
 */
public abstract class JsonColumn<T> implements AttributeConverter<T, String> {

    private final TypeReference<T> type;

    /** @param type e.g. {@code new TypeReference<List<Route>>() {}} */
    protected JsonColumn(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T value) {
        return value == null ? null : RowJson.write(value);
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String json) {
        return json == null ? null : RowJson.read(json, type);
    }
}
