package io.caelum.image.ticket;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** The one secret that signs tickets, Base64. */
@Entity
class TicketKey {

    static final short ONLY = 1;

    @Id
    short id;

    String secret;
    Instant createdAt;
}
