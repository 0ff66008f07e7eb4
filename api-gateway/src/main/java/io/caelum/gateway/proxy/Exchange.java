package io.caelum.gateway.proxy;

import io.caelum.gateway.edge.Body;
import io.caelum.gateway.edge.ClientHeaders;
import io.caelum.gateway.edge.EdgeFault;
import io.caelum.gateway.edge.RequestPath;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.context.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jboss.logging.Logger;

/** One request on its way to a service and back. All of it happens on the request's event loop, so nothing is locked. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpClient client;
    private final Map<String, String> trace;
    private final Upstream service;
    private final Pulse pulse;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestPath path;
    private final String requestId;
    private final long mostBytes;
    private final boolean hasBody;
    private final IdleWatch watch;
    private final Deque<URI> candidates;
    private HttpClientRequest outgoing;
    private Relay upload;
    private URI instance;
    private boolean answered;
    private boolean over;
    private boolean repeated;

    Exchange(
            Vertx vertx,
            HttpClient client,
            Tracing tracing,
            Upstream service,
            Pulse pulse,
            HttpServerRequest request,
            RequestPath path,
            String requestId,
            long mostBytes,
            long idleMillis) {
        this.client = client;
        this.trace = tracing.inject(Context.current());
        this.service = service;
        this.pulse = pulse;
        this.request = request;
        this.response = request.response();
        this.path = path;
        this.requestId = requestId;
        this.mostBytes = mostBytes;
        this.hasBody = Body.isAnnounced(request);
        this.watch = new IdleWatch(vertx, idleMillis, this::lookAtService, this::nothingMoves);
        this.candidates = new ArrayDeque<>(service.inTurn(pulse));
    }

    void start(PublicAddress address) {
        if (!address.isUsable(request)) {
            EdgeFault.answer(request, 400, "The Host header of this request is missing or is no host name.");
            return;
        }
        request.pause();
        request.exceptionHandler(gone -> clientLeft());
        response.exceptionHandler(gone -> clientLeft());
        response.closeHandler(closed -> clientLeft());
        watch.start();
        connect(address);
    }

    private void connect(PublicAddress address) {
        instance = candidates.poll();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(instance.getHost())
                .setPort(port(instance))
                .setSsl("https".equals(instance.getScheme()))
                .setURI(path.withoutFirst() + (request.query() == null ? "" : "?" + request.query()));
        client.request(options)
                .onSuccess(connected -> send(connected, address))
                .onFailure(refused -> notConnected(refused, address));
    }

    static int port(URI instance) {
        if (instance.getPort() >= 0) {
            return instance.getPort();
        }
        return "https".equals(instance.getScheme()) ? 443 : 80;
    }

    private void notConnected(Throwable refused, PublicAddress address) {
        if (over) {
            return;
        }
        if (!candidates.isEmpty()) {
            connect(address);
            return;
        }
        LOG.warnf("request_id=%s service=%s cannot be reached at %s: %s", requestId, service.name(), instance, refused);
        fail(503, "The " + service.name() + " service cannot be reached now. Try again in a moment.");
    }

    private void send(HttpClientRequest connected, PublicAddress address) {
        if (over) {
            connected.reset();
            return;
        }
        outgoing = connected;
        ClientHeaders.copy(request.headers(), outgoing.headers());
        // The client's own are noted by the door and end here
        outgoing.headers().remove("traceparent").remove("tracestate").remove("baggage");
        trace.forEach(outgoing.headers()::set);
        address.tell(outgoing.headers(), request, path.first());
        outgoing.exceptionHandler(broken -> {}); // told by the response as well
        outgoing.response().onSuccess(this::answer).onFailure(broken -> noAnswer(connected, broken, address));
        if (hasBody) {
            sendBody();
        } else {
            request.resume();
            outgoing.end();
        }
    }

    private void sendBody() {
        if (!outgoing.headers().contains("Content-Length")) {
            outgoing.setChunked(true);
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            response.writeContinue();
        }
        upload = new Relay(request, outgoing, mostBytes, watch);
        upload.start(() -> fail(413, "The body of this request is larger than " + mostBytes + " bytes."));
    }

    /** A kept connection may have been closed by the service in the moment in which we took it. */
    private void noAnswer(HttpClientRequest sent, Throwable broken, PublicAddress address) {
        if (over || sent != outgoing) {
            return;
        }
        boolean harmless = !hasBody && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD);
        if (harmless && !repeated) {
            repeated = true;
            candidates.addAll(service.inTurn(pulse));
            connect(address);
            return;
        }
        LOG.warnf("request_id=%s service=%s broke off: %s", requestId, service.name(), broken);
        fail(503, "The " + service.name() + " service broke off while it worked on this request.");
    }

    private void answer(HttpClientResponse answer) {
        if (over) {
            return;
        }
        watch.moved();
        answered = true;
        pulse.heard(instance);
        response.setStatusCode(answer.statusCode());
        response.setStatusMessage(answer.statusMessage());
        ClientHeaders.copy(answer.headers(), response.headers());
        response.putHeader("X-Openstack-Request-Id", requestId);
        if (isUploading() && answer.statusCode() >= 400) {
            // refused before all of it came: the rest is of no use, and the connection with it
            response.putHeader("Connection", "close");
        }
        answer.exceptionHandler(broken -> brokenOff(broken));
        if (hasNoBody(answer)) {
            answer.endHandler(end -> {
                response.end();
                done();
            });
            answer.resume();
            return;
        }
        if (!answer.headers().contains("Content-Length") && request.version() != HttpVersion.HTTP_1_0) {
            response.setChunked(true);
        }
        var download = new Relay(answer, response, Long.MAX_VALUE, watch);
        response.endHandler(end -> done());
        download.start(() -> {});
    }

    private boolean hasNoBody(HttpClientResponse answer) {
        return request.method() == HttpMethod.HEAD || answer.statusCode() == 204 || answer.statusCode() == 304;
    }

    private boolean isUploading() {
        return hasBody && !request.isEnded();
    }

    private void done() {
        if (over) {
            return;
        }
        over = true;
        watch.stop();
        if (isUploading()) {
            upload.stop();
            outgoing.reset();
            EdgeFault.discardRest(request);
        }
    }

    /** The client sees a broken connection instead of a complete looking answer. */
    private void brokenOff(Throwable broken) {
        if (over) {
            return;
        }
        LOG.warnf("request_id=%s service=%s broke off its answer: %s", requestId, service.name(), broken);
        over = true;
        watch.stop();
        request.connection().close();
    }

    private void clientLeft() {
        if (over) {
            return;
        }
        over = true;
        watch.stop();
        if (outgoing != null) {
            outgoing.reset();
        }
    }

    /** An upload of which it still takes bytes is well, however late it answers other questions. */
    private void lookAtService() {
        boolean nothingMoves = !answered && watch.idleNanos() > Pulse.SILENCE_NANOS;
        if (nothingMoves && instance != null && pulse.isSilent(instance)) {
            LOG.warnf("request_id=%s service=%s says nothing any more at %s", requestId, service.name(), instance);
            fail(503, "The " + service.name() + " service does not answer now. Try again in a moment.");
        }
    }

    private void nothingMoves() {
        boolean clientStalls = upload != null && isUploading() && !upload.isWaitingForTarget();
        if (clientStalls) {
            fail(408, "The body of this request did not arrive in time.");
        } else {
            LOG.warnf("request_id=%s service=%s did not answer in time", requestId, service.name());
            fail(504, "The " + service.name() + " service did not answer in time.");
        }
    }

    private void fail(int status, String message) {
        if (over) {
            return;
        }
        over = true;
        watch.stop();
        if (upload != null) {
            upload.stop();
        }
        if (outgoing != null) {
            outgoing.reset();
        }
        EdgeFault.answer(request, status, message);
    }
}
