package io.caelum.compute.migration;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;

@Converter
class FlavorColumn extends JsonColumn<FlavorSpec> {

    public FlavorColumn() {
        super(new TypeReference<>() {});
    }
}
