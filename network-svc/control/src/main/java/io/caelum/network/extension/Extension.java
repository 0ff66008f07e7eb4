package io.caelum.network.extension;

import java.util.Arrays;
import java.util.Optional;

/**
 * What clients may rely on beyond the core. Every alias switches behaviour of clients on: one stands here only when all
 * of it works. So {@code router}, {@code subnet_allocation} and many others are missing.
 */
enum Extension {
    AGENT("agent", "agent", "The agent management extension."),
    BINDING("binding", "Port Binding", "Expose port bindings of a virtual port to external application"),
    EXTERNAL_NET("external-net", "Neutron external network", "Adds external network attribute to network resource."),
    FILTER_VALIDATION("filter-validation", "Filter parameters validation", "Provides validation on filter parameters."),
    IP_SUBSTRING_FILTERING(
            "ip-substring-filtering",
            "IP address substring filtering",
            "Provides IP address substring filtering when listing ports"),
    NET_MTU("net-mtu", "Network MTU", "Provides MTU attribute for a network resource."),
    NET_MTU_WRITABLE("net-mtu-writable", "Network MTU (writable)", "Provides a writable MTU attribute for a network."),
    PAGINATION("pagination", "Pagination support", "Extension that indicates that pagination is enabled."),
    PORT_SECURITY("port-security", "Port Security", "Provides port security"),
    PROJECT_ID("project-id", "project_id field enabled", "Extension that indicates that project_id field is enabled."),
    PROVIDER("provider", "Provider Network", "Expose mapping of virtual networks to physical networks"),
    QUOTAS("quotas", "Quota management support", "Expose functions for quotas management per tenant"),
    QUOTA_DETAILS("quota_details", "Quota details management support", "Expose functions for quotas usage statistics"),
    REVISION_IF_MATCH(
            "revision-if-match",
            "If-Match constraints based on revision_number",
            "Extension indicating that If-Match based on revision_number is supported."),
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
