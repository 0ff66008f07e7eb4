package io.caelum.image.image;

import io.caelum.image.policy.ImagePolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;

/** Who may change an image that they can see. */
final class ImageRights {

    private ImageRights() {}

    static void requireOwner(RequestContext caller, Image image, String action) {
        if (!caller.isAdmin() && !image.isOwnedBy(caller.projectId())) {
            throw Fault.forbidden("You are not permitted to " + action + " this image.");
        }
    }

    /** Checks what an image has become: its owner and visibility as far as the caller changed them. */
    static void checkChange(RequestContext caller, Image image, String ownerBefore, Visibility before) {
        if (!caller.isAdmin() && !image.isOwnedBy(ownerBefore)) {
            throw Fault.forbidden("You are not permitted to give images to another owner.");
        }
        if (image.visibility != before) {
            checkVisibility(image.visibility);
        }
    }

    private static void checkVisibility(Visibility visibility) {
        switch (visibility) {
            case PUBLIC -> ImagePolicy.PUBLICIZE_IMAGE.check();
            case COMMUNITY -> ImagePolicy.COMMUNITIZE_IMAGE.check();
            case SHARED, PRIVATE -> {}
        }
    }
}
