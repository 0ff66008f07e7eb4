package io.caelum.image.image;

import io.caelum.image.store.StoreKey;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A store key as text. */
@Converter
class StoreKeyColumn implements AttributeConverter<StoreKey, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable StoreKey key) {
        return key == null ? null : key.toString();
    }

    @Override
    public @Nullable StoreKey convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : StoreKey.parse(text).orElseThrow();
    }
}
