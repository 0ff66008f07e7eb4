package io.caelum.platform.web.idempotency;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.idempotency.KeptAnswer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One request with a key. What is stored of it is of use only to who has the key: answers hold administrator passwords and
 * private keys, and bodies the passwords of users, of which not even a plain hash may stand in a table.
 */
final class Repeatable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String request;
    private final String fingerprint;
    private final SecretKeySpec seal;

    private Repeatable(String request, String fingerprint, SecretKeySpec seal) {
        this.request = request;
        this.fingerprint = fingerprint;
        this.seal = seal;
    }

    /** The same key is another one for another user, project or path. */
    static Repeatable of(RequestContext who, String method, String path, String key, String query, byte[] body) {
        String what =
                String.join("\n", method, path, who.userId() + "", who.projectId() + "", who.domainId() + "", key);
        return new Repeatable(
                hex(hash("request", what, new byte[0])),
                hex(hash("body", key + "\n" + query, body)),
                new SecretKeySpec(hash("answer", what, new byte[0]), "AES"));
    }

    /** How it is found. */
    String request() {
        return request;
    }

    boolean isTheSameAs(KeptAnswer kept) {
        return MessageDigest.isEqual(bytes(fingerprint), bytes(kept.fingerprint()));
    }

    KeptAnswer seal(String answer) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] hidden = crypt(Cipher.ENCRYPT_MODE, nonce, bytes(answer));
        byte[] both = Arrays.copyOf(nonce, nonce.length + hidden.length);
        System.arraycopy(hidden, 0, both, nonce.length, hidden.length);
        return new KeptAnswer(request, fingerprint, Base64.getEncoder().encodeToString(both));
    }

    String open(KeptAnswer kept) {
        byte[] both = Base64.getDecoder().decode(kept.answer());
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] hidden = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, hidden), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer cannot be sealed or opened", e);
        }
    }

    private static byte[] hash(String use, String text, byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes("caelum " + use + "\n" + text + "\n"));
            return digest.digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
