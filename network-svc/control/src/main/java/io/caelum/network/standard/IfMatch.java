package io.caelum.network.standard;

import io.caelum.network.fault.NetworkFaults;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header by which a client makes a change depend on the revision that it knows. */
public final class IfMatch {

    private static final Pattern FORM = Pattern.compile("\\s*revision_number\\s*=\\s*(\\d{1,9})\\s*");

    private IfMatch() {}

    /** The revision number that the client insists on, or null. */
    public static @Nullable Integer revision(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw NetworkFaults.invalidInput(
                    "'" + header + "' is an unsupported If-Match condition, write revision_number=N");
        }
        return Integer.valueOf(matcher.group(1));
    }
}
