package io.caelum.image.info;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.image.store.ImageStore;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What this service can do. */
@Path("/v2/info")
class InfoResource {

    private final ImageStore store;

    InfoResource(ImageStore store) {
        this.store = store;
    }

    record Imports(@JsonProperty("import-methods") Methods methods) {
        record Methods(String description, String type, List<String> value) {}
    }

    record Stores(List<Store> stores) {
        /** @param isDefault a string, as Glance has it */
        record Store(String id, @JsonProperty("default") String isDefault) {}
    }

    /** No way of import yet: clients upload the data themselves. */
    @GET
    @Path("import")
    public Imports imports() {
        return new Imports(new Imports.Methods("Import methods available.", "array", List.of()));
    }

    @GET
    @Path("stores")
    public Stores stores() {
        return new Stores(List.of(new Stores.Store(store.name(), "true")));
    }
}
