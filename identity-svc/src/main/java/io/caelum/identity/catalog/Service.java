package io.caelum.identity.catalog;

import io.caelum.identity.resource.Extra;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service of the catalog. */
@Entity
class Service {

    @Id
    String id;

    String type;

    @Nullable
    String name;

    @Nullable
    String description;

    boolean enabled;

    @Convert(converter = Extra.Column.class)
    Map<String, Object> extra;
}
