package io.caelum.identity.fault;

import io.caelum.platform.fault.Fault;

/** What identity refuses, in Keystone's words. */
public final class Faults {

    private Faults() {}

    /** One message for whatever is wrong with a log-in: it must not tell what exists. */
    public static Fault unauthenticated() {
        return Fault.unauthorized("The request you have made requires authentication.");
    }

    /** @param kind e.g. {@code user} */
    public static Fault notFound(String kind, String id) {
        return Fault.notFound("Could not find %s: %s.".formatted(kind, id));
    }

    public static boolean isNotFound(Throwable failure) {
        return failure instanceof Fault fault && fault.status() == 404;
    }

    /** @param kind e.g. {@code project} */
    public static Fault conflict(String kind, String why) {
        return Fault.conflict("Conflict occurred attempting to store %s - %s.".formatted(kind, why));
    }

    public static Fault invalid(String field, String why) {
        return Fault.badRequest("Invalid input for field '%s': %s.".formatted(field, why));
    }

    public static Fault missing(String field, String where) {
        return Fault.badRequest("'%s' is a required property of %s.".formatted(field, where));
    }

    /** @param why a sentence */
    public static Fault denied(String why) {
        return Fault.forbidden("You are not authorized to perform the requested action: " + why);
    }
}
