package io.caelum.gateway.edge;

import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An answer that the gateway gives itself, in a form which clients of every service can read. */
public final class EdgeFault {

    private static final long LINGER_MILLIS = 2_000;

    private EdgeFault() {}

    public static JsonObject body(int status, String title, String message) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject().put("code", status).put("title", title).put("message", message));
    }

    /** Answers the request; what the client still sends is thrown away. */
    public static void answer(HttpServerRequest request, int status, String message) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // the client must see that what it has is not all
            request.connection().close();
            return;
        }
        if (status >= 500) {
            Span.current().setAttribute(Tracing.ERROR_MESSAGE, message);
        }
        response.setStatusCode(status);
        response.putHeader("Content-Type", "application/json");
        if (status == 503) {
            response.putHeader("Retry-After", "5");
        }
        boolean unread = Body.isAnnounced(request) && !request.isEnded();
        if (unread) {
            response.putHeader("Connection", "close");
        }
        response.end(body(status, response.getStatusMessage(), message).encode());
        if (unread) {
            discardRest(request);
        } else {
            request.resume();
        }
    }

    /** Reads on for a moment, since a reset connection would take the answer away from a client that still sends. */
    public static void discardRest(HttpServerRequest request) {
        var connection = request.connection();
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LINGER_MILLIS, id -> connection.close());
        request.handler(bytes -> {});
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }
}
