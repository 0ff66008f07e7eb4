package io.caelum.compute.server;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;

@Converter
class BoundPortsColumn extends JsonColumn<List<BoundPort>> {

    public BoundPortsColumn() {
        super(new TypeReference<>() {});
    }
}
