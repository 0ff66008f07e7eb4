package io.caelum.image.image;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.TreeSet;

/** Tags, sorted and without doubles, as one JSON array; an index on its jsonb form serves the filters. */
@Converter
class TagsColumn extends JsonColumn<TreeSet<String>> {

    TagsColumn() {
        super(new TypeReference<>() {});
    }
}
