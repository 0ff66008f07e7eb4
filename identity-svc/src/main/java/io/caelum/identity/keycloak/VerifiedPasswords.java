package io.caelum.identity.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.web.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that Keycloak found right a moment ago. Its hash is slow on purpose, and scripts log in again for every
 * command. Kept is a keyed hash under a key of this process, so neither a dump nor another process can use it.
 */
@ApplicationScoped
public class VerifiedPasswords {

    private final SecretKeySpec key;
    private final Clock clock;
    private final long lifetimeMicros;
    private final Cache<String, Known> known;

    VerifiedPasswords(KeycloakSettings settings, Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
        this.clock = clock;
        lifetimeMicros =
                TimeUnit.MILLISECONDS.toMicros(settings.rememberPassword().toMillis());
        known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.rememberPassword())
                .build();
    }

    /** What is known about a user's password. */
    private sealed interface Known {

        /** When it came to be known, or rather when it began to be found out. */
        long atMicros();

        record Right(byte[] hash, long atMicros) implements Known {}

        /** A check that began before may have had an answer which no longer holds. */
        record Forgotten(long atMicros) implements Known {}
    }

    /** @param since when the check began: if anything was revoked after that, its answer is not remembered */
    void remember(String userId, String password, long since) {
        if (now() - since >= lifetimeMicros) {
            // so slow that what was forgotten meanwhile is itself forgotten
            return;
        }
        byte[] hash = hash(userId, password);
        known.asMap()
                .merge(
                        userId,
                        new Known.Right(hash, since),
                        (before, right) -> before instanceof Known.Forgotten forgotten && since <= forgotten.atMicros()
                                ? forgotten
                                : right);
    }

    boolean isRight(String userId, String password) {
        return known.getIfPresent(userId) instanceof Known.Right right
                && MessageDigest.isEqual(right.hash(), hash(userId, password));
    }

    public void forget(String userId) {
        forget(userId, now());
    }

    /** What this or another instance of this service revokes. */
    void forget(@Observes Revocation revocation) {
        revocation.userId().ifPresent(user -> forget(user, revocation.issuedBeforeMicros()));
    }

    /** What other instances of this service revoked, in case a message was lost. */
    public void forget(Collection<Revocation> revocations) {
        long longAgo = now() - 2 * lifetimeMicros;
        revocations.stream()
                .filter(revocation -> revocation.issuedBeforeMicros() > longAgo)
                .forEach(this::forget);
    }

    private void forget(String userId, long atMicros) {
        known.asMap()
                .merge(
                        userId,
                        new Known.Forgotten(atMicros),
                        (before, forgotten) -> before.atMicros() <= atMicros ? forgotten : before);
    }

    long now() {
        return Tokens.micros(clock.instant());
    }

    private byte[] hash(String userId, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(userId.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
