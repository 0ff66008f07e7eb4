package io.caelum.image.policy;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.policy.Policy;

/** Who may do what with images, as far as roles decide it. Whose image it is, is decided where it is loaded. */
public enum ImagePolicy implements Policy {
    ADD_IMAGE("add_image", Needs.MEMBER),
    GET_IMAGES("get_images", Needs.READER),
    GET_IMAGE("get_image", Needs.READER),
    MODIFY_IMAGE("modify_image", Needs.MEMBER),
    DELETE_IMAGE("delete_image", Needs.MEMBER),
    PUBLICIZE_IMAGE("publicize_image", Needs.ADMIN),
    COMMUNITIZE_IMAGE("communitize_image", Needs.MEMBER),
    UPLOAD_IMAGE("upload_image", Needs.MEMBER),
    DOWNLOAD_IMAGE("download_image", Needs.MEMBER),
    DEACTIVATE("deactivate", Needs.MEMBER),
    REACTIVATE("reactivate", Needs.MEMBER),
    ADD_MEMBER("add_member", Needs.MEMBER),
    GET_MEMBERS("get_members", Needs.READER),
    GET_MEMBER("get_member", Needs.READER),
    MODIFY_MEMBER("modify_member", Needs.MEMBER),
    DELETE_MEMBER("delete_member", Needs.MEMBER);

    private enum Needs {
        READER,
        MEMBER,
        ADMIN
    }

    private final String rule;
    private final Needs needs;

    ImagePolicy(String rule, Needs needs) {
        this.rule = rule;
        this.needs = needs;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public boolean allows(RequestContext caller) {
        return switch (needs) {
            case ADMIN -> caller.isAdmin();
            case MEMBER -> caller.isAdmin() || inProject(caller, "member");
            case READER -> caller.isAdmin() || inProject(caller, "reader");
        };
    }

    @Override
    public Fault denial() {
        return Fault.forbidden("You are not authorized to complete " + rule + " action.");
    }

    private static boolean inProject(RequestContext caller, String role) {
        return caller.projectId() != null && caller.hasRole(role);
    }
}
