package io.caelum.platform.web.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrust;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens without asking anyone: signature, time and revocations. Verified signatures are remembered, so that a
 * client which sends the same token again costs one hash. Fails closed: before the keys are known every token is refused
 * with 503.
 */
@ApplicationScoped
public class Tokens {

    private static final String REQUIRED = "The request you have made requires authentication.";

    private final TrustStore trust = new TrustStore();
    private final Clock clock;
    private final Cache<String, TokenClaims> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * The claims of a valid token.
     *
     * @throws Fault UNAUTHORIZED for a missing, malformed, foreign, expired or revoked token (all alike); UNAVAILABLE
     *     while the keys are not known yet
     */
    public TokenClaims require(@Nullable String token) {
        return find(token).orElseThrow(() -> Fault.unauthorized(REQUIRED));
    }

    /** The claims of a valid token, empty for any other text. */
    public Optional<TokenClaims> find(@Nullable String token) {
        if (!trust.isFilled()) {
            throw Fault.unavailable("Tokens cannot be checked yet: the identity service has not told its keys."
                    + " It may be starting; try again in a few seconds.");
        }
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        return signed(token).filter(this::isAlive);
    }

    private Optional<TokenClaims> signed(String token) {
        String hash = sha256(token);
        TokenClaims known = verified.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TokenClaims> claims = TokenCodec.verify(token, trust::key);
        claims.ifPresent(value -> verified.put(hash, value));
        return claims;
    }

    private boolean isAlive(TokenClaims claims) {
        return micros(clock.instant()) < claims.expiresAtMicros() && !trust.isRevoked(claims);
    }

    /** The request context of a token's bearer, with the request ids of the current context. */
    public RequestContext contextOf(TokenClaims claims) {
        RequestContext current = CurrentContext.get();
        return new RequestContext(
                current.requestId(),
                current.globalRequestId(),
                claims.userId(),
                claims.userName(),
                claims.projectId().orElse(null),
                claims.projectName().orElse(null),
                claims.domainId().orElse(null),
                claims.roles(),
                Map.of());
    }

    /** Whether the keys are known. */
    public boolean isReady() {
        return trust.isFilled();
    }

    /** Takes what identity knows now. Tokens whose key is gone are refused from now on. */
    public Uni<Void> refresh(TrustSource source) {
        return source.read().invoke(this::fill).replaceWithVoid();
    }

    void fill(TokenTrust read) {
        trust.fill(read, micros(clock.instant()));
        verified.invalidateAll();
    }

    /** Kills tokens from now on, without waiting for anything. */
    public void revoke(Revocation revocation) {
        trust.revoke(revocation);
    }

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
