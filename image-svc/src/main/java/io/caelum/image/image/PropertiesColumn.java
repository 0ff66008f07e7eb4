package io.caelum.image.image;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.TreeMap;

/** Extra properties as one JSON object; an index on its jsonb form serves the filters. */
@Converter
class PropertiesColumn extends JsonColumn<TreeMap<String, String>> {

    PropertiesColumn() {
        super(new TypeReference<>() {});
    }
}
