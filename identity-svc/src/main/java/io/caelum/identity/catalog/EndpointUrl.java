package io.caelum.identity.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code $(project_id)s} and the like into an endpoint's address. */
final class EndpointUrl {

    private static final Pattern PLACEHOLDER = Pattern.compile("[$%]\\((\\w+)\\)s");

    private EndpointUrl() {}

    /** Empty if something is to be filled in that the token does not have. */
    static Optional<String> fill(String url, Map<String, String> values) {
        var filled = new StringBuilder();
        Matcher found = PLACEHOLDER.matcher(url);
        while (found.find()) {
            String value = values.get(found.group(1));
            if (value == null) {
                return Optional.empty();
            }
            found.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(found.appendTail(filled).toString());
    }
}
