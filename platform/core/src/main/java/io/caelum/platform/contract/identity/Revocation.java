package io.caelum.platform.contract.identity;

import java.util.Optional;

/**
 * Declares tokens dead. A token is revoked if every criterion which is present matches it and it was issued at or before
 * {@code issuedBeforeMicros}.
 *
 * @param id unique, for merging
 * @param auditId one token by its own audit id
 * @param auditChainId a token and all tokens got from it
 * @param userId all tokens of a user
 * @param projectId all tokens scoped to a project
 * @param domainId all tokens scoped to a domain or to one of its projects, and all tokens of its users
 * @param issuedBeforeMicros microseconds since the epoch
 * @param expiresAtMicros when the last such token has expired by itself and the entry may be forgotten
 */
public record Revocation(
        String id,
        Optional<String> auditId,
        Optional<String> auditChainId,
        Optional<String> userId,
        Optional<String> projectId,
        Optional<String> domainId,
        long issuedBeforeMicros,
        long expiresAtMicros) {}
