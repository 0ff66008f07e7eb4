package io.caelum.compute.keypair;

import io.caelum.platform.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A key as clients see it.
 *
 * @param fingerprint colon form; of MD5 for ssh keys, as OpenStack has it, of SHA-1 for certificates
 */
record KeyMaterial(String publicKey, String fingerprint, Optional<String> privateKey) {

    private static final Set<String> TYPES = Set.of(
            "ssh-rsa",
            "ssh-dss",
            "ssh-ed25519",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");
    private static final int RSA_BITS = 2048;

    static KeyMaterial ofSsh(String text) {
        String[] words = text.strip().split("\\s+", 3);
        if (words.length < 2 || !TYPES.contains(words[0])) {
            throw invalid("it must begin with a key type such as ssh-ed25519 or ssh-rsa and go on with base64");
        }
        return new KeyMaterial(text, colons(digest("MD5", decode(words[0], words[1]))), Optional.empty());
    }

    /** The blob begins with the length and text of its own type. */
    private static byte[] decode(String type, String base64) {
        byte[] blob;
        try {
            blob = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid("its second word is not base64");
        }
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        boolean fits = blob.length > name.length + 4
                && ByteBuffer.wrap(blob).getInt() == name.length
                && new String(blob, 4, name.length, StandardCharsets.US_ASCII).equals(type);
        if (!fits) {
            throw invalid("its base64 part is not a key of type " + type);
        }
        return blob;
    }

    static KeyMaterial ofCertificate(String pem) {
        try {
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            return new KeyMaterial(pem, colons(digest("SHA-1", certificate.getEncoded())), Optional.empty());
        } catch (CertificateException e) {
            throw invalid("it is not an X.509 certificate in PEM form");
        }
    }

    /** An RSA pair: the one kind that every client and guest reads in PEM form. */
    static KeyMaterial generated() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            byte[] blob = sshBlob((RSAPublicKey) pair.getPublic());
            String publicKey = "ssh-rsa " + Base64.getEncoder().encodeToString(blob) + " Generated-by-Caelum";
            return new KeyMaterial(publicKey, colons(digest("MD5", blob)), Optional.of(Pkcs1.pem((RSAPrivateCrtKey)
                    pair.getPrivate())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sshBlob(RSAPublicKey key) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (byte[] part : new byte[][] {
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray()
            }) {
                out.writeInt(part.length);
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String colons(byte[] digest) {
        return HexFormat.ofDelimiter(":").formatHex(digest);
    }

    private static Fault invalid(String why) {
        return Fault.badRequest("Keypair data is invalid: failed to generate fingerprint: " + why + ".");
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + fingerprint + "]";
    }
}
