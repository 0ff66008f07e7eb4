package io.caelum.image.image;

import java.util.Locale;

/** Who may see an image besides its owner. */
public enum Visibility {
    /** Everybody, in everybody's list. */
    PUBLIC,
    /** Everybody who knows the id. */
    COMMUNITY,
    /** The projects that are its members. */
    SHARED,
    /** Nobody. */
    PRIVATE;

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
