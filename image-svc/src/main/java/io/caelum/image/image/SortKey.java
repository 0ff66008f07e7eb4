package io.caelum.image.image;

import io.caelum.platform.fault.Fault;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By what a list can be sorted. Missing values are replaced, so that a page can go on after any image. */
enum SortKey {
    NAME("coalesce(i.name, '')", image -> text(image.name)),
    STATUS("i.status", image -> image.status.name()),
    VISIBILITY("i.visibility", image -> image.visibility.name()),
    OWNER("coalesce(i.owner, '')", image -> text(image.owner)),
    CONTAINER_FORMAT("coalesce(i.container_format, '')", image -> text(image.containerFormat)),
    DISK_FORMAT("coalesce(i.disk_format, '')", image -> text(image.diskFormat)),
    SIZE("coalesce(i.size, -1)", image -> number(image.size)),
    VIRTUAL_SIZE("coalesce(i.virtual_size, -1)", image -> number(image.virtualSize)),
    MIN_DISK("i.min_disk", image -> image.minDisk),
    MIN_RAM("i.min_ram", image -> image.minRam),
    CREATED_AT("i.created_at", image -> image.createdAt),
    UPDATED_AT("i.updated_at", image -> image.updatedAt),
    ID("i.id", image -> image.id);

    final String column;
    final Function<Image, Object> value;

    SortKey(String column, Function<Image, Object> value) {
        this.column = column;
        this.value = value;
    }

    static SortKey named(String wire) {
        for (SortKey key : values()) {
            if (key.name().toLowerCase(Locale.ROOT).equals(wire)) {
                return key;
            }
        }
        throw Fault.badRequest("Invalid sort key: " + wire + ".");
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value == null ? "" : value.toString();
    }

    private static long number(@Nullable Long value) {
        return value == null ? -1 : value;
    }
}
