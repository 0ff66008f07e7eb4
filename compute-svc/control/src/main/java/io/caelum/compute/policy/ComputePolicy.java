package io.caelum.compute.policy;

import static io.caelum.compute.policy.ComputePolicy.Who.ADMIN;
import static io.caelum.compute.policy.ComputePolicy.Who.ANYONE;
import static io.caelum.compute.policy.ComputePolicy.Who.MEMBER;
import static io.caelum.compute.policy.ComputePolicy.Who.READER;
import static io.caelum.compute.policy.ComputePolicy.Who.SERVICE;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.web.policy.Policy;

/** Who may do what in compute. Whose server it is, is decided by the query: those of other projects are not found. */
public enum ComputePolicy implements Policy {
    SERVERS_LIST("os_compute_api:servers:index", READER),
    SERVERS_LIST_ALL_PROJECTS("os_compute_api:servers:index:get_all_tenants", ADMIN),
    SERVERS_SHOW("os_compute_api:servers:show", READER),
    SERVERS_SHOW_HOST("os_compute_api:os-extended-server-attributes", ADMIN),
    SERVERS_CREATE("os_compute_api:servers:create", MEMBER),
    SERVERS_CREATE_ON_HOST("os_compute_api:servers:create:forced_host", ADMIN),
    SERVERS_UPDATE("os_compute_api:servers:update", MEMBER),
    SERVERS_DELETE("os_compute_api:servers:delete", MEMBER),
    SERVERS_ACT("os_compute_api:servers:action", MEMBER),
    SERVERS_STOP("os_compute_api:servers:stop", MEMBER),
    SERVERS_START("os_compute_api:servers:start", MEMBER),
    SERVERS_REBOOT("os_compute_api:servers:reboot", MEMBER),
    SERVERS_PAUSE("os_compute_api:os-pause-server:pause", MEMBER),
    SERVERS_UNPAUSE("os_compute_api:os-pause-server:unpause", MEMBER),
    SERVERS_SUSPEND("os_compute_api:os-suspend-server:suspend", MEMBER),
    SERVERS_RESUME("os_compute_api:os-suspend-server:resume", MEMBER),
    SERVERS_LOCK("os_compute_api:os-lock-server:lock", MEMBER),
    SERVERS_UNLOCK("os_compute_api:os-lock-server:unlock", MEMBER),
    SERVERS_UNLOCK_OVERRIDE("os_compute_api:os-lock-server:unlock:unlock_override", ADMIN),
    SERVERS_RESET_STATE("os_compute_api:os-admin-actions:reset_state", ADMIN),
    SERVERS_INJECT_NETWORK("os_compute_api:os-admin-actions:inject_network_info", ADMIN),
    SERVERS_FORCE_DELETE("os_compute_api:os-deferred-delete:force", MEMBER),
    SERVERS_RESTORE("os_compute_api:os-deferred-delete:restore", MEMBER),
    SERVERS_CHANGE_PASSWORD("os_compute_api:os-admin-password", MEMBER),
    SERVERS_CREATE_IMAGE("os_compute_api:servers:create_image", MEMBER),
    SERVERS_CREATE_BACKUP("os_compute_api:os-create-backup", MEMBER),
    SERVERS_REBUILD("os_compute_api:servers:rebuild", MEMBER),
    SERVERS_RESIZE("os_compute_api:servers:resize", MEMBER),
    SERVERS_CONFIRM_RESIZE("os_compute_api:servers:confirm_resize", MEMBER),
    SERVERS_REVERT_RESIZE("os_compute_api:servers:revert_resize", MEMBER),
    SERVERS_MIGRATE("os_compute_api:os-migrate-server:migrate", ADMIN),
    SERVERS_MIGRATE_LIVE("os_compute_api:os-migrate-server:migrate_live", ADMIN),
    MIGRATIONS_LIST("os_compute_api:os-migrations:index", ADMIN),
    SERVER_MIGRATIONS_READ("os_compute_api:servers:migrations:index", ADMIN),
    SERVER_MIGRATIONS_ABORT("os_compute_api:servers:migrations:delete", ADMIN),
    SERVER_MIGRATIONS_FORCE("os_compute_api:servers:migrations:force_complete", ADMIN),
    SERVER_PASSWORD_READ("os_compute_api:os-server-password:show", READER),
    SERVER_PASSWORD_CLEAR("os_compute_api:os-server-password:clear", MEMBER),
    REMOTE_CONSOLES("os_compute_api:os-remote-consoles", MEMBER),
    CONSOLE_OUTPUT("os_compute_api:os-console-output", MEMBER),
    EVACUATE("os_compute_api:os-evacuate", ADMIN),

    METADATA_READ("os_compute_api:server-metadata:index", READER),
    METADATA_WRITE("os_compute_api:server-metadata:update_all", MEMBER),
    TAGS_READ("os_compute_api:os-server-tags:index", READER),
    TAGS_WRITE("os_compute_api:os-server-tags:update_all", MEMBER),
    ACTIONS_READ("os_compute_api:os-instance-actions:list", READER),
    ACTION_EVENTS("os_compute_api:os-instance-actions:events", ADMIN),
    INTERFACES_READ("os_compute_api:os-attach-interfaces:list", READER),
    INTERFACES_ATTACH("os_compute_api:os-attach-interfaces:create", MEMBER),
    INTERFACES_DETACH("os_compute_api:os-attach-interfaces:delete", MEMBER),
    VOLUMES_READ("os_compute_api:os-volumes-attachments:index", READER),
    SECURITY_GROUPS_READ("os_compute_api:os-security-groups:list", READER),
    SECURITY_GROUPS_ADD("os_compute_api:os-security-groups:add", MEMBER),
    SECURITY_GROUPS_REMOVE("os_compute_api:os-security-groups:remove", MEMBER),
    FLOATING_IPS_ADD("os_compute_api:os-floating-ips:add", MEMBER),
    FLOATING_IPS_REMOVE("os_compute_api:os-floating-ips:remove", MEMBER),
    FIXED_IPS_CHANGE("os_compute_api:os-multinic", MEMBER),

    FLAVORS_READ("os_compute_api:flavors", READER),
    FLAVORS_MANAGE("os_compute_api:os-flavor-manage:create", ADMIN),
    FLAVORS_DELETE("os_compute_api:os-flavor-manage:delete", ADMIN),
    FLAVOR_ACCESS("os_compute_api:os-flavor-access", ADMIN),
    FLAVOR_ACCESS_ADD("os_compute_api:os-flavor-access:add_tenant_access", ADMIN),
    FLAVOR_ACCESS_REMOVE("os_compute_api:os-flavor-access:remove_tenant_access", ADMIN),
    EXTRA_SPECS_READ("os_compute_api:os-flavor-extra-specs:index", READER),
    EXTRA_SPECS_WRITE("os_compute_api:os-flavor-extra-specs:create", ADMIN),

    KEY_PAIRS("os_compute_api:os-keypairs:index", ANYONE),
    KEY_PAIRS_OF_OTHERS("os_compute_api:os-keypairs:create", ADMIN),

    LIMITS("os_compute_api:limits", ANYONE),
    LIMITS_OF_OTHERS("os_compute_api:limits:other_project", ADMIN),
    QUOTAS_READ("os_compute_api:os-quota-sets:show", READER),
    QUOTAS_READ_OF_OTHERS("os_compute_api:os-quota-sets:show", ADMIN),
    QUOTAS_WRITE("os_compute_api:os-quota-sets:update", ADMIN),
    QUOTA_CLASSES("os_compute_api:os-quota-class-sets:update", ADMIN),

    SERVICES_READ("os_compute_api:os-services:list", ADMIN),
    SERVICES_WRITE("os_compute_api:os-services:update", ADMIN),
    SERVICES_DELETE("os_compute_api:os-services:delete", ADMIN),
    HYPERVISORS("os_compute_api:os-hypervisors:list", ADMIN),
    ZONES("os_compute_api:os-availability-zone:list", ANYONE),
    ZONES_DETAIL("os_compute_api:os-availability-zone:detail", ADMIN),
    EXTENSIONS("os_compute_api:extensions", ANYONE),
    EXTERNAL_EVENTS("os_compute_api:os-server-external-events:create", SERVICE);

    enum Who {
        /** Whoever has a token. */
        ANYONE,
        READER,
        MEMBER,
        /** Other services of the cloud. */
        SERVICE,
        ADMIN
    }

    private final String rule;
    private final Who who;

    ComputePolicy(String rule, Who who) {
        this.rule = rule;
        this.who = who;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public boolean allows(RequestContext caller) {
        return switch (who) {
            case ANYONE -> caller.isAuthenticated();
            case READER -> caller.isAdmin() || caller.projectId() != null && caller.hasRole("reader");
            case MEMBER -> caller.isAdmin() || caller.projectId() != null && caller.hasRole("member");
            case SERVICE -> caller.isAdmin() || caller.hasRole("service");
            case ADMIN -> caller.isAdmin();
        };
    }
}
