package io.caelum.image.image;

import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notifications about images, with Glance's names and keys. */
@ApplicationScoped
class ImageEvents {

    private final Outbox outbox;

    ImageEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param event what happened, e.g. {@code create} */
    Uni<Void> tell(Tx tx, String event, Image image) {
        return outbox.record(tx, "image." + event, image.id.toString(), payload(image));
    }

    Uni<Void> sent(Tx tx, StoredFile file, Map<String, Object> receiver) {
        var payload = new LinkedHashMap<String, Object>(receiver);
        payload.put("image_id", file.imageId().toString());
        payload.put("owner_id", file.owner());
        return outbox.record(tx, "image.send", file.imageId().toString(), payload);
    }

    static Map<String, Object> payload(Image image) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("id", image.id.toString());
        payload.put("name", image.name);
        payload.put("status", image.status.wire());
        payload.put("created_at", ImageView.time(image.createdAt));
        payload.put("updated_at", ImageView.time(image.updatedAt));
        payload.put("min_disk", image.minDisk);
        payload.put("min_ram", image.minRam);
        payload.put("protected", image.isProtected);
        payload.put("checksum", image.checksum);
        payload.put("owner", image.owner);
        payload.put("disk_format", image.diskFormat == null ? null : image.diskFormat.wire());
        payload.put("container_format", image.containerFormat == null ? null : image.containerFormat.wire());
        payload.put("size", image.size);
        payload.put("virtual_size", image.virtualSize);
        payload.put("is_public", image.visibility == Visibility.PUBLIC);
        payload.put("visibility", image.visibility.wire());
        payload.put("properties", Map.copyOf(image.properties));
        payload.put("tags", image.tags.toArray());
        payload.put("deleted", image.status == ImageStatus.DELETED);
        payload.put("deleted_at", timeOrNull(image.deletedAt));
        return payload;
    }

    private static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : ImageView.time(time);
    }
}
