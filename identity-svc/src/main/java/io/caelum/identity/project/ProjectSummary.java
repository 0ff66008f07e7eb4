package io.caelum.identity.project;

import org.jspecify.annotations.Nullable;

/**
 * A project or domain as other features need it.
 *
 * @param domainId null for a domain
 */
public record ProjectSummary(
        String id, String name, @Nullable String domainId, boolean enabled, boolean isDomain) {}
