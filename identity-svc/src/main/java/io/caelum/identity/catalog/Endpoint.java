package io.caelum.identity.catalog;

import io.caelum.identity.resource.Extra;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An address of a service. */
@Entity
class Endpoint {

    @Id
    String id;

    String serviceId;

    @Nullable
    String regionId;

    /** public, internal or admin. */
    @Column(name = "interface")
    String face;

    String url;
    boolean enabled;

    @Convert(converter = Extra.Column.class)
    Map<String, Object> extra;
}
