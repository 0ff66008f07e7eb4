package io.caelum.launcher.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The public half of a new SSH key; the private one is forgotten, since nobody logs in to a simulated guest. */
final class SshKey {

    private static final String TYPE = "ssh-ed25519";
    private static final int KEY_BYTES = 32;

    private SshKey() {}

    /** As in an {@code authorized_keys} file. */
    static String publicKey() {
        try {
            var encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            var key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            var type = TYPE.getBytes(StandardCharsets.US_ASCII);
            var blob = ByteBuffer.allocate(4 + type.length + 4 + key.length)
                    .putInt(type.length)
                    .put(type)
                    .putInt(key.length)
                    .put(key);
            return TYPE + " " + Base64.getEncoder().encodeToString(blob.array()) + " caelum-demo";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
