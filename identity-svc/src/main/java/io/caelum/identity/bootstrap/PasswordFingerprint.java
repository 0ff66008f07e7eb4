package io.caelum.identity.bootstrap;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Tells whether a password is the one that was seen before, without keeping it: a salted slow hash. */
final class PasswordFingerprint {

    private static final int ROUNDS = 120_000;
    private static final int BITS = 256;

    private PasswordFingerprint() {}

    /** {@code <salt>:<hash>} */
    static String of(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return encode(salt) + ":" + encode(hash(password, salt));
    }

    static boolean matches(String password, String fingerprint) {
        String[] parts = fingerprint.split(":", 2);
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        return MessageDigest.isEqual(hash(password, salt), Base64.getDecoder().decode(parts[1]));
    }

    private static byte[] hash(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
