package io.caelum.image.image;

import java.util.Locale;

/**
 * Where an image is in its life: queued → saving → active ⇄ deactivated, and deleted from everywhere. An upload that
 * fails goes back from saving to queued; bytes of an active image never change.
 */
enum ImageStatus {
    QUEUED,
    SAVING,
    ACTIVE,
    DEACTIVATED,
    DELETED;

    /** As the API writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
