package io.caelum.compute.migration;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.server.VmState;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code migrations}; it changes only by the conditional updates of {@link Migrations}. */
@Entity
@Table(name = "migrations")
public class Migration {

    @Id
    UUID id;

    @Column(insertable = false, updatable = false)
    Long number;

    @Column(name = "server_id")
    UUID serverId;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "user_id")
    String userId;

    @Enumerated(EnumType.STRING)
    MigrationType type;

    @Enumerated(EnumType.STRING)
    MigrationStatus status;

    @Column(name = "source_host")
    String sourceHost;

    @Column(name = "source_zone")
    String sourceZone;

    @Column(name = "source_generation")
    long sourceGeneration;

    @Column(name = "dest_host")
    String destHost;

    @Column(name = "dest_generation")
    Long destGeneration;

    @Enumerated(EnumType.STRING)
    @Column(name = "former_state")
    VmState formerState;

    @Convert(converter = FlavorColumn.class)
    @Column(name = "old_flavor")
    FlavorSpec oldFlavor;

    @Convert(converter = FlavorColumn.class)
    @Column(name = "new_flavor")
    FlavorSpec newFlavor;

    int vcpus;

    @Column(name = "memory_mb")
    int memoryMb;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    public UUID id() {
        return id;
    }

    public String sourceHost() {
        return sourceHost;
    }

    public Optional<String> sourceZone() {
        return Optional.ofNullable(sourceZone);
    }

    public long sourceGeneration() {
        return sourceGeneration;
    }

    /** Only of one for which a host was found. */
    public String destHost() {
        return destHost;
    }

    /** Only of one for which a host was found. */
    public long destGeneration() {
        return destGeneration;
    }

    /** ACTIVE or STOPPED (or PAUSED for one that goes while it runs). */
    public VmState formerState() {
        return formerState;
    }

    public FlavorSpec oldFlavor() {
        return oldFlavor;
    }
}
