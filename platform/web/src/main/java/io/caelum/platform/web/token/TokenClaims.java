package io.caelum.platform.web.token;

import java.util.List;
import java.util.Optional;

/**
 * What a token says; {@link TokenCodec} is its written form.
 *
 * @param roles names, implied ones included
 * @param auditId the token's own audit id
 * @param auditChainId audit id of the first token of its chain
 * @param issuedAtMicros microseconds since the epoch
 * @param expiresAtMicros microseconds since the epoch
 */
public record TokenClaims(
        String userId,
        String userName,
        String userDomainId,
        Optional<String> projectId,
        Optional<String> projectName,
        Optional<String> projectDomainId,
        Optional<String> domainId,
        boolean systemScope,
        List<String> roles,
        String auditId,
        String auditChainId,
        List<String> methods,
        long issuedAtMicros,
        long expiresAtMicros) {}
