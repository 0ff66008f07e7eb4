package io.caelum.network.listing;

import io.caelum.network.fault.NetworkFaults;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times in queries: ISO 8601, with or without an offset. */
final class TimeFilter {

    private TimeFilter() {}

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            return parseUtc(text);
        }
    }

    private static Instant parseUtc(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw NetworkFaults.badRequest(
                    "InvalidInput",
                    "Invalid input for changed_since. Reason: '" + text + "' is not a time like 2026-01-31T12:00:00Z.");
        }
    }
}
