package io.caelum.identity.role;

import org.jspecify.annotations.Nullable;

/** A role as other features need it; {@code domainId} is null for a global one. */
public record RoleName(String id, String name, @Nullable String domainId) {}
