package io.caelum.networknode.dhcp.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in dnsmasq's files. It reads a line at a time into a buffer of 1025 bytes and takes the rest of a longer
 * line for another one; double quotes take away the meaning of what is between them.
 */
final class DnsmasqText {

    static final int LONGEST_LINE = 1000;

    /** An option has one byte for its length. */
    private static final int LONGEST_VALUE = 255;

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern DOMAIN = Pattern.compile(LABEL.pattern() + "(\\." + LABEL.pattern() + ")*");
    private static final Pattern OPTION = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    /** A comma is not among them: it separates the parts of a value. */
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\# ]+");

    private static final Pattern IP = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private DnsmasqText() {}

    static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Without the dot at its end. */
    static Optional<String> domain(String text) {
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(plain)
                .filter(name -> name.length() <= 253 && DOMAIN.matcher(name).matches());
    }

    static boolean isOption(String text) {
        return OPTION.matcher(text).matches();
    }

    static boolean isMac(String text) {
        return MAC.matcher(text).matches();
    }

    static boolean isIp(String text) {
        return IP.matcher(text).matches();
    }

    /** A value as it stands in a line, commas still separating; empty for what no option can hold. */
    static Optional<String> value(String text) {
        if (text.length() > LONGEST_VALUE || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            return Optional.empty();
        }
        // in runs: a quote right behind a closing one does not open another
        var quoted =
                SPECIAL.matcher(text).replaceAll(run -> Matcher.quoteReplacement("\"" + escaped(run.group()) + "\""));
        return Optional.of(quoted);
    }

    private static String escaped(String run) {
        return run.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
