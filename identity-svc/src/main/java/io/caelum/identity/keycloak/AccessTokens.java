package io.caelum.identity.keycloak;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is an access token which Keycloak gave to the dashboard's page for us: its signature, who
 * issued it, to which client, for whom, and its time. Whatever is wrong gives one and the same refusal.
 */
@ApplicationScoped
public class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    /** Longer texts are refused before anything is decoded. */
    private static final int LONGEST = 8192;

    /** By how much the clocks of Keycloak and this machine may differ. */
    private static final int SKEW_SECONDS = 5;

    /** Keycloak can be told to sign with any of these; with a shared secret (HS256) it signs tokens for itself only. */
    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final RealmKeys keys;
    private final DashboardLogIn dashboard;
    private final KeycloakSettings settings;
    private final Clock clock;

    AccessTokens(RealmKeys keys, DashboardLogIn dashboard, KeycloakSettings settings, Clock clock) {
        this.keys = keys;
        this.dashboard = dashboard;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Who has shown a good access token.
     *
     * @param since when Keycloak issued it
     */
    public record Bearer(String userId, Instant since) {}

    /** Fails with 401 for anything else. */
    public Uni<Bearer> require(@Nullable String token) {
        return keyId(token)
                .map(id -> keys.find(id).map(key -> key.orElseThrow(() -> refusal("it names no key of Keycloak"))))
                .orElseThrow(() -> refusal("it is no signed token"))
                .map(key -> verified(token, key));
    }

    private static Optional<String> keyId(@Nullable String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var jws = new JsonWebSignature();
            jws.setCompactSerialization(token);
            return Optional.ofNullable(jws.getKeyIdHeaderValue());
        } catch (JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Bearer verified(String token, PublicKey key) {
        var checks = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ASYMMETRIC)
                .setVerificationKey(key)
                .setExpectedIssuer(dashboard.issuer())
                .setExpectedAudience(settings.clientId())
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .registerValidator(this::flaw)
                .build();
        try {
            JwtClaims claims = checks.processToClaims(token);
            return new Bearer(
                    Ids.ofUuid(claims.getSubject()),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()));
        } catch (InvalidJwtException e) {
            throw isSigned(e) ? misfit(e) : refusal("its signature is not Keycloak's");
        } catch (MalformedClaimException | RuntimeException e) {
            throw refusal("its claims are malformed");
        }
    }

    /** Other clients of the realm may ask for our audience, too; and an ID token is not for showing around. */
    private @Nullable String flaw(JwtContext token) throws MalformedClaimException {
        JwtClaims claims = token.getJwtClaims();
        String client = claims.getStringClaimValue("azp");
        String type = claims.getStringClaimValue("typ");
        if (!dashboard.clientId().equals(client)) {
            return "it was issued to the client %s, not to %s".formatted(client, dashboard.clientId());
        }
        return "Bearer".equals(type) ? null : "it is of the type %s".formatted(type);
    }

    /** jose4j looks at the claims last, and only what it finds there has no cause of its own. */
    private static boolean isSigned(InvalidJwtException refused) {
        return refused.getCause() == null && !refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID);
    }

    /** Keycloak means it well, so an operator wants to know: mostly its public address is another than ours for it. */
    private static RuntimeException misfit(InvalidJwtException refused) {
        LOG.infof(
                "an access token of Keycloak was refused: %s",
                refused.getErrorDetails().stream()
                        .map(ErrorCodeValidator.Error::getErrorMessage)
                        .toList());
        return Faults.unauthenticated();
    }

    /** Anybody can cause these. */
    private static RuntimeException refusal(String reason) {
        LOG.debugf("an access token was refused: %s", reason);
        return Faults.unauthenticated();
    }
}
