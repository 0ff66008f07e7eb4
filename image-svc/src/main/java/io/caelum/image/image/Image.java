package io.caelum.image.image;

import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.image.store.StoreKey;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

@Entity
class Image {
    @Id
    UUID id;

    String name;

    @Enumerated(EnumType.STRING)
    ImageStatus status;

    @Enumerated(EnumType.STRING)
    Visibility visibility;

    String owner;

    @Column(name = "protected")
    boolean isProtected;

    boolean osHidden;

    @Enumerated(EnumType.STRING)
    ContainerFormat containerFormat;

    @Enumerated(EnumType.STRING)
    DiskFormat diskFormat;

    int minDisk;
    int minRam;
    Long size;
    Long virtualSize;
    String checksum;
    String osHashAlgo;
    String osHashValue;

    @Convert(converter = PropertiesColumn.class)
    TreeMap<String, String> properties;

    @Convert(converter = TagsColumn.class)
    TreeSet<String> tags;

    Instant createdAt;
    Instant updatedAt;
    Instant deletedAt;

    @Convert(converter = StoreKeyColumn.class)
    StoreKey storeKey;

    UUID uploadId;
    Instant uploadLease;

    static Image queued(UUID id, String owner, Instant now) {
        var image = new Image();
        image.id = id;
        image.owner = owner;
        image.status = ImageStatus.QUEUED;
        image.visibility = Visibility.SHARED;
        image.properties = new TreeMap<>();
        image.tags = new TreeSet<>();
        image.createdAt = now;
        image.updatedAt = now;
        return image;
    }

    boolean hasFormats() {
        return diskFormat != null && containerFormat != null;
    }

    boolean isOwnedBy(String project) {
        return owner != null && owner.equals(project);
    }
}
