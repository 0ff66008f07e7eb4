package io.caelum.network.standard;

import io.caelum.network.fault.NetworkFaults;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every resource of the API has: description, tags, revision number and times. */
@MappedSuperclass
public abstract class StandardAttributes {

    public String description = "";

    public String[] tags = {};

    @Column(name = "revision_number")
    public int revision;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    protected void created(Instant now) {
        revision = 1;
        createdAt = now;
        updatedAt = now;
    }

    /** To be called with every change that a client can see. */
    public void changed(Instant now) {
        revision++;
        updatedAt = now;
    }

    /** The header {@code If-Match: revision_number=N}; null when the client did not send it. */
    public void requireRevision(@Nullable Integer expected) {
        if (expected != null && expected != revision) {
            throw NetworkFaults.revisionMismatch(expected, revision);
        }
    }
}
