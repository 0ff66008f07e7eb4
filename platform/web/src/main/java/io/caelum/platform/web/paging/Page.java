package io.caelum.platform.web.paging;

import io.caelum.platform.fault.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a client wants.
 *
 * @param limit 0 to the service's maximum
 * @param marker id of the last item that the client has
 */
public record Page(int limit, Optional<String> marker) {

    /**
     * Reads the query keys {@code limit} and {@code marker}.
     *
     * @param limit text of the query or null for the maximum; more than the maximum gives the maximum
     * @throws Fault BAD_REQUEST for a limit that is no number or negative
     */
    public static Page of(@Nullable String limit, @Nullable String marker, int maximum) {
        return new Page(parse(limit, maximum), Optional.ofNullable(marker));
    }

    private static int parse(@Nullable String limit, int maximum) {
        if (limit == null) {
            return maximum;
        }
        try {
            int wanted = Integer.parseInt(limit);
            if (wanted < 0) {
                throw Fault.badRequest("Invalid input for query parameter 'limit': " + limit + " is negative.");
            }
            return Math.min(wanted, maximum);
        } catch (NumberFormatException e) {
            throw Fault.badRequest("Invalid input for query parameter 'limit': '" + limit + "' is not a whole number.");
        }
    }
}
