package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.platform.fault.Fault;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a region. */
record RegionBody(Fields region) {

    @KeystoneJson
    record Fields(
            String id,
            Optional<String> parentRegionId,
            Optional<String> description,
            @JsonAnySetter Map<String, Object> extra) {

        /** These fields under the id of the address, which the document may repeat but not contradict. */
        Fields named(String address) {
            if (id != null && !id.equals(address)) {
                throw Fault.badRequest(
                        "The id '%s' in the document is not the '%s' of the address.".formatted(id, address));
            }
            return new Fields(address, parentRegionId, description, extra);
        }
    }
}
