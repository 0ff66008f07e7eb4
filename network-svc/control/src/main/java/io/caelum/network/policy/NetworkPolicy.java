package io.caelum.network.policy;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.policy.Policy;

/**
 * Who may do what. Whose resource it is, is decided by the query: what a caller may not see is not found. An attribute
 * that is for administrators only has a rule of its own.
 */
public enum NetworkPolicy implements Policy {
    GET_NETWORK("get_network", Who.READER),
    GET_NETWORK_PROVIDER("get_network:provider", Who.ADMIN),
    CREATE_NETWORK("create_network", Who.MEMBER),
    CREATE_NETWORK_SHARED("create_network:shared", Who.ADMIN),
    CREATE_NETWORK_EXTERNAL("create_network:router:external", Who.ADMIN),
    CREATE_NETWORK_PROVIDER("create_network:provider:network_type", Who.ADMIN),
    UPDATE_NETWORK("update_network", Who.MEMBER),
    UPDATE_NETWORK_SHARED("update_network:shared", Who.ADMIN),
    UPDATE_NETWORK_EXTERNAL("update_network:router:external", Who.ADMIN),
    UPDATE_NETWORK_PROVIDER("update_network:provider:network_type", Who.ADMIN),
    DELETE_NETWORK("delete_network", Who.MEMBER),

    GET_SUBNET("get_subnet", Who.READER),
    CREATE_SUBNET("create_subnet", Who.MEMBER),
    UPDATE_SUBNET("update_subnet", Who.MEMBER),
    DELETE_SUBNET("delete_subnet", Who.MEMBER),

    GET_PORT("get_port", Who.READER),
    GET_PORT_BINDING("get_port:binding:host_id", Who.ADMIN),
    CREATE_PORT("create_port", Who.MEMBER),
    CREATE_PORT_BINDING("create_port:binding:host_id", Who.ADMIN),
    UPDATE_PORT("update_port", Who.MEMBER),
    UPDATE_PORT_MAC("update_port:mac_address", Who.ADMIN),
    UPDATE_PORT_BINDING("update_port:binding:host_id", Who.ADMIN),
    CREATE_PORT_TRUSTED("create_port:device_owner", Who.ADMIN),
    UPDATE_PORT_TRUSTED("update_port:device_owner", Who.ADMIN),
    DELETE_PORT("delete_port", Who.MEMBER),

    GET_ROUTER("get_router", Who.READER),
    CREATE_ROUTER("create_router", Who.MEMBER),
    CREATE_ROUTER_SNAT("create_router:external_gateway_info:enable_snat", Who.ADMIN),
    CREATE_ROUTER_ADDRESSES("create_router:external_gateway_info:external_fixed_ips", Who.ADMIN),
    UPDATE_ROUTER("update_router", Who.MEMBER),
    UPDATE_ROUTER_SNAT("update_router:external_gateway_info:enable_snat", Who.ADMIN),
    UPDATE_ROUTER_ADDRESSES("update_router:external_gateway_info:external_fixed_ips", Who.ADMIN),
    DELETE_ROUTER("delete_router", Who.MEMBER),
    ADD_ROUTER_INTERFACE("add_router_interface", Who.MEMBER),
    REMOVE_ROUTER_INTERFACE("remove_router_interface", Who.MEMBER),

    GET_FLOATINGIP("get_floatingip", Who.READER),
    CREATE_FLOATINGIP("create_floatingip", Who.MEMBER),
    CREATE_FLOATINGIP_ADDRESS("create_floatingip:floating_ip_address", Who.ADMIN),
    UPDATE_FLOATINGIP("update_floatingip", Who.MEMBER),
    DELETE_FLOATINGIP("delete_floatingip", Who.MEMBER),
    GET_PORT_FORWARDING("get_floatingip_port_forwarding", Who.READER),
    CHANGE_PORT_FORWARDING("create_floatingip_port_forwarding", Who.MEMBER),

    GET_QOS_POLICY("get_policy", Who.READER),
    CHANGE_QOS_POLICY("create_policy", Who.ADMIN),

    SCHEDULE_ROUTER("create_l3-router", Who.ADMIN),
    SCHEDULE_NETWORK("create_dhcp-network", Who.ADMIN),

    GET_SECURITY_GROUP("get_security_group", Who.READER),
    CREATE_SECURITY_GROUP("create_security_group", Who.MEMBER),
    UPDATE_SECURITY_GROUP("update_security_group", Who.MEMBER),
    DELETE_SECURITY_GROUP("delete_security_group", Who.MEMBER),
    GET_SECURITY_GROUP_RULE("get_security_group_rule", Who.READER),
    CREATE_SECURITY_GROUP_RULE("create_security_group_rule", Who.MEMBER),
    DELETE_SECURITY_GROUP_RULE("delete_security_group_rule", Who.MEMBER),

    GET_TAGS("get_tags", Who.READER),
    UPDATE_TAGS("update_tags", Who.MEMBER),

    GET_OWN_QUOTA("get_quota", Who.READER),
    GET_QUOTAS("get_quota", Who.ADMIN),
    UPDATE_QUOTA("update_quota", Who.ADMIN),
    DELETE_QUOTA("delete_quota", Who.ADMIN),

    GET_AGENT("get_agent", Who.ADMIN),

    /** To create something for another project than one's own. */
    CREATE_FOR_OTHERS("create_for_other_project", Who.ADMIN);

    private enum Who {
        READER,
        MEMBER,
        ADMIN
    }

    private final String rule;
    private final Who who;

    NetworkPolicy(String rule, Who who) {
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
            case READER -> caller.isAdmin() || (caller.projectId() != null && caller.hasRole("reader"));
            case MEMBER -> caller.isAdmin() || (caller.projectId() != null && caller.hasRole("member"));
            case ADMIN -> caller.isAdmin();
        };
    }

    @Override
    public Fault denial() {
        return NetworkFaults.notAuthorized(rule);
    }
}
