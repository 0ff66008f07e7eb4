package io.caelum.image.image;

import io.caelum.platform.context.RequestContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sharing needs to know of an image that the caller can see. */
public record SharedImage(UUID id, @Nullable String owner, Visibility visibility) {

    /** Whether the caller decides with whom the image is shared. */
    public boolean isManagedBy(RequestContext caller) {
        return caller.isAdmin() || owner != null && owner.equals(caller.projectId());
    }
}
