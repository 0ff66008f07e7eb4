package io.caelum.identity.catalog;

import io.caelum.identity.resource.Extra;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the cloud with endpoints of its own. */
@Entity
class Region {

    @Id
    String id;

    @Nullable
    String parentId;

    String description;

    @Convert(converter = Extra.Column.class)
    Map<String, Object> extra;
}
