package io.caelum.network.extension;

import io.caelum.network.fault.NetworkFaults;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

@Path("/v2.0/extensions")
class ExtensionResource {

    record View(String alias, String name, String description, String updated, List<String> links) {
        static View of(Extension extension) {
            return new View(
                    extension.alias(),
                    extension.title(),
                    extension.description(),
                    "2026-01-01T00:00:00-00:00",
                    List.of());
        }
    }

    @GET
    public Map<String, List<View>> list() {
        return Map.of(
                "extensions", Arrays.stream(Extension.values()).map(View::of).toList());
    }

    @GET
    @Path("{alias}")
    public Map<String, View> show(String alias) {
        return Map.of(
                "extension",
                Extension.withAlias(alias)
                        .map(View::of)
                        .orElseThrow(() -> NetworkFaults.notFound(
                                "ExtensionNotFound", "Extension with alias " + alias + " does not exist")));
    }
}
