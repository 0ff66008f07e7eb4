package io.caelum.compute.keypair;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;

/** A private key as {@code -----BEGIN RSA PRIVATE KEY-----}, which all ssh clients read; Java itself writes PKCS#8 only. */
final class Pkcs1 {

    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;

    private Pkcs1() {}

    static String pem(RSAPrivateCrtKey key) {
        var integers = List.of(
                BigInteger.ZERO,
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
        var content = new ByteArrayOutputStream();
        integers.forEach(integer -> content.writeBytes(tagged(INTEGER, integer.toByteArray())));
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN RSA PRIVATE KEY-----\n"
                + encoder.encodeToString(tagged(SEQUENCE, content.toByteArray()))
                + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skip));
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
