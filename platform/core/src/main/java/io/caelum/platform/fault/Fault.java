package io.caelum.platform.fault;

import java.util.Map;

/**
 * The one exception that is meant for the caller: a kind, which decides the HTTP status, and a message which the user
 * may read. It crosses HTTP (as the fault body of the service's dialect) and RPC (as a remote failure which the other
 * side turns back into a {@code Fault}). Everything else that is thrown is a bug and answers 500.
 */
public final class Fault extends RuntimeException {

    /** What kind of refusal this is; the number is the HTTP status. */
    public enum Kind {
        BAD_REQUEST(400, "Bad Request"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        NOT_ACCEPTABLE(406, "Not Acceptable"),
        CONFLICT(409, "Conflict"),
        GONE(410, "Gone"),
        PRECONDITION_FAILED(412, "Precondition Failed"),
        TOO_LARGE(413, "Request Entity Too Large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
        RANGE_NOT_SATISFIABLE(416, "Requested Range Not Satisfiable"),
        UNPROCESSABLE(422, "Unprocessable Entity"),
        TOO_MANY_REQUESTS(429, "Too Many Requests"),
        INTERNAL(500, "Internal Server Error"),
        NOT_IMPLEMENTED(501, "Not Implemented"),
        UNAVAILABLE(503, "Service Unavailable");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The HTTP status code. */
        public int status() {
            return status;
        }

        /** The HTTP reason phrase, which some dialects put into the body. */
        public String title() {
            return title;
        }

        /** The kind of a status code; codes without a kind are {@link #BAD_REQUEST} (4xx) or {@link #INTERNAL}. */
        public static Kind ofStatus(int status) {
            for (Kind kind : values()) {
                if (kind.status == status) {
                    return kind;
                }
            }
            return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
        }
    }

    private final Kind kind;
    private final String type;

    /**
     * @param kind decides the status
     * @param type the name that clients branch on where the dialect has one, e.g. {@code PortNotFound} (Neutron); CamelCase
     * @param message one or two sentences for the user: what is wrong, with which field or id, and what to do
     */
    public Fault(Kind kind, String type, String message) {
        super(message);
        this.kind = kind;
        this.type = type;
    }

    /** As the other constructor, with the cause for the log. The cause never reaches the caller. */
    public Fault(Kind kind, String type, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.type = type;
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return kind.status;
    }

    /** The exception name that Neutron's and oslo.messaging's dialects carry, e.g. {@code NetworkNotFound}. */
    public String type() {
        return type;
    }

    public static Fault badRequest(String message) {
        return new Fault(Kind.BAD_REQUEST, "BadRequest", message);
    }

    public static Fault unauthorized(String message) {
        return new Fault(Kind.UNAUTHORIZED, "Unauthorized", message);
    }

    public static Fault forbidden(String message) {
        return new Fault(Kind.FORBIDDEN, "Forbidden", message);
    }

    public static Fault notFound(String message) {
        return new Fault(Kind.NOT_FOUND, "NotFound", message);
    }

    public static Fault conflict(String message) {
        return new Fault(Kind.CONFLICT, "Conflict", message);
    }

    public static Fault notImplemented(String message) {
        return new Fault(Kind.NOT_IMPLEMENTED, "NotImplemented", message);
    }

    public static Fault unavailable(String message) {
        return new Fault(Kind.UNAVAILABLE, "ServiceUnavailable", message);
    }

    /** What RPC sends as {@code kwargs}: the status, so that the other side can rebuild the kind. */
    public Map<String, Object> wireArguments() {
        return Map.of("code", kind.status);
    }
}
