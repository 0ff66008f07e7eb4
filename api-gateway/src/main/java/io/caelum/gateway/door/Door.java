package io.caelum.gateway.door;

import io.caelum.gateway.GatewayConfig;
import io.caelum.gateway.edge.Body;
import io.caelum.gateway.edge.ClientHeaders;
import io.caelum.gateway.edge.EdgeFault;
import io.caelum.gateway.edge.RequestPath;
import io.caelum.gateway.proxy.Proxy;
import io.caelum.platform.trace.HttpSpans;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What happens to every request first: it gets an id, is checked, and goes to a service or to the gateway's own pages. */
public final class Door {

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final GatewayConfig.Limits limits;
    private final Proxy proxy;

    public Door(GatewayConfig.Limits limits, Proxy proxy) {
        this.limits = limits;
        this.proxy = proxy;
    }

    /** Handles one request. */
    public void enter(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        ClientHeaders.strip(request.headers());
        String requestId = RequestIds.assign(request);
        Span.current().setAttribute("caelum.request_id", requestId);
        ClientTraces.note(request);
        Refusal refusal = refusal(request);
        if (refusal != null) {
            EdgeFault.answer(request, refusal.status(), refusal.message());
            return;
        }
        try {
            RequestPath path = RequestPath.parse(request.path());
            if (proxy.serves(path.first())) {
                forward(request, path, requestId);
            } else {
                routing.next();
            }
        } catch (RequestPath.Ambiguous e) {
            EdgeFault.answer(request, 400, e.getMessage());
        }
    }

    private void forward(HttpServerRequest request, RequestPath path, String requestId) {
        if (path.segments().size() > 1 && path.segments().get(1).equals("q")) {
            EdgeFault.answer(request, 404, "There is nothing at this address.");
            return;
        }
        long most = isImageData(request, path) ? Long.MAX_VALUE : limits.body();
        if (Body.declaredLength(request) > most) {
            EdgeFault.answer(request, 413, "The body of this request is larger than " + most + " bytes.");
            return;
        }
        HttpSpans.route(path.pattern());
        proxy.forward(request, path, requestId, most);
    }

    private Refusal refusal(HttpServerRequest request) {
        if (!METHODS.contains(request.method())) {
            return new Refusal(405, "The method " + request.method() + " is not allowed here.");
        }
        if (request.uri().length() > limits.uri()) {
            return new Refusal(414, "The address of this request is longer than " + limits.uri() + " bytes.");
        }
        if (ClientHeaders.size(request.headers()) > limits.headers()) {
            return new Refusal(
                    431, "The headers of this request are larger than " + limits.headers() + " bytes together.");
        }
        if (!request.uri().startsWith("/")) {
            return new Refusal(400, "The path of this request is refused: it must begin with a slash.");
        }
        return null;
    }

    /** {@code PUT /image/v2/images/{id}/file} and {@code .../stage}. */
    private static boolean isImageData(HttpServerRequest request, RequestPath path) {
        var segments = path.segments();
        return request.method().equals(HttpMethod.PUT)
                && segments.size() == 5
                && segments.get(0).equals("image")
                && segments.get(2).equals("images")
                && (segments.get(4).equals("file") || segments.get(4).equals("stage"));
    }

    private record Refusal(int status, String message) {}
}
