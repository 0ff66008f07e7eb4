package io.caelum.network.extension;

import java.util.Arrays;
import java.util.Optional;

/**
 * What clients may rely on beyond the core. Every alias switches behaviour of clients on: one stands here only when all
 * of it works. So {@code subnet_allocation}, {@code trunk} and many others are missing.
 */
enum Extension {
    AGENT("agent", "agent", "The agent management extension."),
    ALLOWED_ADDRESS_PAIRS("allowed-address-pairs", "Allowed Address Pairs", "Provides allowed address pairs"),
    AVAILABILITY_ZONE("availability_zone", "Availability Zone", "The availability zone extension."),
    BINDING("binding", "Port Binding", "Expose port bindings of a virtual port to external application"),
    DHCP_AGENT_SCHEDULER("dhcp_agent_scheduler", "DHCP Agent Scheduler", "Schedule networks among dhcp agents"),
    EXT_GW_MODE(
            "ext-gw-mode",
            "Neutron L3 Configurable external gateway mode",
            "Extension of the router abstraction for specifying whether SNAT should occur on the external gateway"),
    EXTERNAL_NET("external-net", "Neutron external network", "Adds external network attribute to network resource."),
    EXTRA_DHCP_OPT("extra_dhcp_opt", "Neutron Extra DHCP options", "Extra options configuration for DHCP"),
    EXTRAROUTE("extraroute", "Neutron Extra Route", "Extra routes configuration for L3 router"),
    EXTRAROUTE_ATOMIC(
            "extraroute-atomic", "Atomically add/remove extra routes", "Edit extra routes of a router on server side"),
    FILTER_VALIDATION("filter-validation", "Filter parameters validation", "Provides validation on filter parameters."),
    FIP_PORT_DETAILS(
            "fip-port-details",
            "Floating IP Port Details Extension",
            "Add port_details attribute to Floating IP resource"),
    FLOATING_IP_PORT_FORWARDING(
            "floating-ip-port-forwarding",
            "Floating IP Port Forwarding",
            "Expose floating IP port forwarding configuration."),
    FLOATING_IP_PORT_FORWARDING_DESCRIPTION(
            "floating-ip-port-forwarding-description",
            "Floating IP Port Forwarding new Attribute Description",
            "Add a description field to Port Forwarding rules"),
    FLOATING_IP_PORT_FORWARDING_PORT_RANGES(
            "floating-ip-port-forwarding-port-ranges",
            "Floating IP Port Forwarding support port ranges",
            "Support port ranges in floating ip port forwarding"),
    EXPOSE_PORT_FORWARDING_IN_FIP(
            "expose-port-forwarding-in-fip",
            "Expose Port Forwarding in FIP",
            "Adds a list of port forwardings to the floating IP"),
    IP_SUBSTRING_FILTERING(
            "ip-substring-filtering",
            "IP address substring filtering",
            "Provides IP address substring filtering when listing ports"),
    L3_AGENT_SCHEDULER("l3_agent_scheduler", "L3 Agent Scheduler", "Schedule routers among l3 agents"),
    NET_MTU("net-mtu", "Network MTU", "Provides MTU attribute for a network resource."),
    NET_MTU_WRITABLE("net-mtu-writable", "Network MTU (writable)", "Provides a writable MTU attribute for a network."),
    PAGINATION("pagination", "Pagination support", "Extension that indicates that pagination is enabled."),
    PORT_SECURITY("port-security", "Port Security", "Provides port security"),
    PROJECT_ID("project-id", "project_id field enabled", "Extension that indicates that project_id field is enabled."),
    PROVIDER("provider", "Provider Network", "Expose mapping of virtual networks to physical networks"),
    QOS("qos", "Quality of Service", "The Quality of Service extension."),
    QOS_BW_LIMIT_DIRECTION(
            "qos-bw-limit-direction",
            "Direction for QoS bandwidth limit rule",
            "Allow to configure QoS bandwidth limit rule with specific direction: ingress or egress"),
    QUOTAS("quotas", "Quota management support", "Expose functions for quotas management per tenant"),
    QUOTA_DETAILS("quota_details", "Quota details management support", "Expose functions for quotas usage statistics"),
    REVISION_IF_MATCH(
            "revision-if-match",
            "If-Match constraints based on revision_number",
            "Extension indicating that If-Match based on revision_number is supported."),
    ROUTER("router", "Neutron L3 Router", "Router abstraction for basic L3 forwarding between L2 Neutron networks"),
    SECURITY_GROUP("security-group", "security-group", "The security groups extension."),
    SECURITY_GROUPS_NORMALIZED_CIDR(
            "security-groups-normalized-cidr",
            "Normalized CIDR field for security group rules",
            "Add new field with normalized remote_ip_prefix cidr in SG rule"),
    SORTING("sorting", "Sorting support", "Extension that indicates that sorting is enabled."),
    STANDARD_ATTR_DESCRIPTION(
            "standard-attr-description", "standard-attr-description", "Extension to add descriptions to resources"),
    STANDARD_ATTR_REVISIONS(
            "standard-attr-revisions",
            "Resource revision numbers",
            "This extension will display the revision number of neutron resources."),
    STANDARD_ATTR_TAG("standard-attr-tag", "Tag support for resources", "Enables to set tag on resources."),
    STANDARD_ATTR_TIMESTAMP(
            "standard-attr-timestamp",
            "Resource timestamps",
            "Adds created_at and updated_at fields to all Neutron resources that have them."),
    STATEFUL_SECURITY_GROUP(
            "stateful-security-group", "Stateful security group", "Indicates if the security group is stateful or not");

    private final String alias;
    private final String title;
    private final String description;

    Extension(String alias, String title, String description) {
        this.alias = alias;
        this.title = title;
        this.description = description;
    }

    String alias() {
        return alias;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    static Optional<Extension> withAlias(String alias) {
        return Arrays.stream(values())
                .filter(extension -> extension.alias.equals(alias))
                .findFirst();
    }
}
