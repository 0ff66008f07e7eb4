package io.caelum.compute.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.Map;

@Converter
public class StringMapColumn extends JsonColumn<Map<String, String>> {

    public StringMapColumn() {
        super(new TypeReference<>() {});
    }
}
