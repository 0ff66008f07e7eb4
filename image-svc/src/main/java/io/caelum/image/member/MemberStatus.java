package io.caelum.image.member;

import java.util.Locale;

/** What a project says to an image that is shared with it. */
enum MemberStatus {
    PENDING,
    ACCEPTED,
    REJECTED;

    /** As the API writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
