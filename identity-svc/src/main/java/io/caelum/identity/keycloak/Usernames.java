package io.caelum.identity.keycloak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How a name in a domain is written as a username in Keycloak's realm, where usernames are unique over all domains and
 * lower-case. In the default domain it is the name itself, so that people type it at Keycloak's own log-in page;
 * elsewhere the domain's id stands before it. What is not plain is written as percent escapes. As with Keystone on
 * MySQL, names that differ only in case are the same name.
 */
final class Usernames {

    private static final String DEFAULT_DOMAIN = "default";
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._-@+";
    private static final int LONGEST = 255;

    private Usernames() {}

    static String of(String domainId, String name) {
        String prefix = domainId.equals(DEFAULT_DOMAIN) ? "" : domainId + "/";
        String escaped = escape(name.toLowerCase(Locale.ROOT));
        return prefix.length() + escaped.length() <= LONGEST ? prefix + escaped : prefix + "~" + sha256(escaped);
    }

    private static String escape(String name) {
        var escaped = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HexFormat.of().toHexDigits(octet));
            }
        }
        return escaped.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
