package io.caelum.networkagent.mechanism.ovs.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One flow, in ovs-ofctl's words. Its cookie is a fingerprint of all of it: that tells later, and to another process,
 * whether exactly this flow is in a bridge, however the switch prints it.
 */
record Flow(int table, int priority, String match, String actions) {

    /** Of flows that the switch itself learns. */
    static final String LEARNED = "0x1";

    String cookie() {
        return cookie(table + "," + priority + "," + match + "," + actions);
    }

    String addition() {
        String matching = match.isEmpty() ? "" : "," + match;
        return "add cookie=%s,table=%d,priority=%d%s,actions=%s"
                .formatted(cookie(), table, priority, matching, actions);
    }

    static String removal(String cookie) {
        return "delete cookie=" + cookie + "/-1";
    }

    private static String cookie(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                bits = bits << 8 | digest[i] & 0xff;
            }
            // never one of the few that mean something else
            return "0x" + Long.toHexString(bits | 1L << 62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
