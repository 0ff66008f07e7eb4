package io.caelum.compute.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

@Converter
public class StringListColumn extends JsonColumn<List<String>> {

    public StringListColumn() {
        super(new TypeReference<>() {});
    }
}
