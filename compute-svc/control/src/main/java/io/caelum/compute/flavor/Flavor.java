package io.caelum.compute.flavor;

import io.caelum.compute.json.StringMapColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;

@Entity
@Table(name = "flavors")
class Flavor {

    @Id
    @Column(name = "flavor_id")
    String id;

    @Column(insertable = false, updatable = false)
    Long number;

    String name;
    int vcpus;

    @Column(name = "memory_mb")
    int memoryMb;

    @Column(name = "root_gb")
    int rootGb;

    @Column(name = "ephemeral_gb")
    int ephemeralGb;

    @Column(name = "swap_mb")
    int swapMb;

    @Column(name = "rxtx_factor")
    double rxtxFactor;

    @Column(name = "is_public")
    boolean isPublic;

    String description;

    @Convert(converter = StringMapColumn.class)
    @Column(name = "extra_specs")
    Map<String, String> extraSpecs;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    FlavorSpec spec() {
        return new FlavorSpec(id, number, name, vcpus, memoryMb, rootGb, ephemeralGb, swapMb, extraSpecs);
    }
}
