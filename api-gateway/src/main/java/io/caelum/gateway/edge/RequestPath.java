package io.caelum.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path of a request, refused when two readers could understand it differently: the gateway decides by the first
 * segment, the service by all of them, and both must see the same ones.
 */
public final class RequestPath {

    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    /** Ids with dashes or without, and whatever else is too long for a word. */
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f-]{32,36}|.{40,}");

    private final String raw;
    private final List<String> segments;

    private RequestPath(String raw, List<String> segments) {
        this.raw = raw;
        this.segments = segments;
    }

    /**
     * @param raw the path as it came, still encoded
     * @throws Ambiguous with a sentence for the user
     */
    public static RequestPath parse(String raw) throws Ambiguous {
        if (!raw.startsWith("/")) {
            throw new Ambiguous("it does not start with a slash");
        }
        var segments = new ArrayList<String>();
        String[] parts = raw.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].isEmpty() && !last) {
                throw new Ambiguous("it has an empty segment");
            }
            if (!parts[i].isEmpty()) {
                segments.add(decode(parts[i]));
            }
        }
        return new RequestPath(raw, List.copyOf(segments));
    }

    /** The decoded first segment; empty for the root. */
    public String first() {
        return segments.isEmpty() ? "" : segments.getFirst();
    }

    /** Decoded segments. */
    public List<String> segments() {
        return segments;
    }

    /** What is left for the service, still encoded: {@code /} for the service's root. */
    public String withoutFirst() {
        int second = raw.indexOf('/', 1);
        return second < 0 ? "/" : raw.substring(second);
    }

    /** The path with {@code {id}} for every id, so that requests of one kind have one name. */
    public String pattern() {
        return segments.stream()
                .map(segment -> ID.matcher(segment).matches() ? "{id}" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    private static String decode(String segment) throws Ambiguous {
        var text = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                text.append(decodeEscape(segment, i));
                i += 2;
            } else if (isPlain(c)) {
                text.append(c);
            } else {
                throw new Ambiguous("it contains a character that must be percent-encoded");
            }
        }
        refuseDots(text.toString());
        return text.toString();
    }

    /** Bytes above 127 belong to UTF-8 sequences; what they spell is of no matter here. */
    private static char decodeEscape(String segment, int at) throws Ambiguous {
        int high = at + 2 < segment.length() ? Character.digit(segment.charAt(at + 1), 16) : -1;
        int low = at + 2 < segment.length() ? Character.digit(segment.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new Ambiguous("it has a broken percent-encoding");
        }
        char c = (char) (high * 16 + low);
        if (c == '/' || c == '\\' || c < ' ' || c == 127) {
            throw new Ambiguous("it contains an encoded slash, backslash or control character");
        }
        return c;
    }

    /** Some servers cut parameters off before they look for dots: {@code ..;x} is {@code ..} to them. */
    private static void refuseDots(String segment) throws Ambiguous {
        int parameters = segment.indexOf(';');
        String name = parameters < 0 ? segment : segment.substring(0, parameters);
        if (name.equals(".") || name.equals("..") || (name.isEmpty() && parameters == 0)) {
            throw new Ambiguous("it has a segment of dots or of nothing but parameters");
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    /** The path could be read in two ways. */
    public static final class Ambiguous extends Exception {
        Ambiguous(String why) {
            super("The path of this request is refused: " + why + ".");
        }
    }
}
