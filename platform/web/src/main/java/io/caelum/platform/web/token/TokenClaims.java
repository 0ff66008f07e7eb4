package io.caelum.platform.web.token;

import java.util.List;
import java.util.Optional;

/**
 * What a token says. A token is a JWS (ES256, header {@code kid}) whose payload has short keys to stay small:
 * {@code sub uid-name und und-name prj prj-name pdm pdm-name dom dom-name rol aud chn met iat exp}; see the token writer
 * of identity-svc.
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
