package io.caelum.identity.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.web.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
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
    private final Cache<String, Verified> verified;

    VerifiedPasswords(KeycloakSettings settings, Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, "HmacSHA256");
        this.clock = clock;
        verified = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.rememberPassword())
                .build();
    }

    private record Verified(byte[] hash, long atMicros) {}

    /** @param since when the check began: what was revoked after that is not remembered */
    void remember(String userId, String password, long since) {
        verified.put(userId, new Verified(hash(userId, password), since));
    }

    boolean isRight(String userId, String password) {
        Verified known = verified.getIfPresent(userId);
        return known != null && MessageDigest.isEqual(known.hash(), hash(userId, password));
    }

    public void forget(String userId) {
        verified.invalidate(userId);
    }

    /** What other instances of this service revoked. */
    public void forget(Collection<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            revocation
                    .userId()
                    .ifPresent(user -> verified.asMap()
                            .computeIfPresent(
                                    user,
                                    (id, known) -> known.atMicros() <= revocation.issuedBeforeMicros() ? null : known));
        }
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
