package io.caelum.gateway.proxy;

import io.caelum.gateway.GatewayConfig;
import io.caelum.gateway.edge.RequestPath;
import io.caelum.platform.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Hands requests to the services and streams the answers back. */
public final class Proxy {

    /** How soon an instance that was added gets requests. */
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final Tracing tracing;
    private final Map<String, Upstream> upstreams;
    private final PublicAddress publicAddress;
    private final long idleMillis;
    private final Pulse pulse;
    private final Addresses addresses = new Addresses(InetAddress::getAllByName);

    public Proxy(Vertx vertx, Tracing tracing, GatewayConfig config) {
        this.vertx = vertx;
        this.tracing = tracing;
        this.client = vertx.createHttpClient(options(config));
        this.upstreams = config.routes().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, route -> new Upstream(route.getKey(), route.getValue())));
        this.publicAddress = new PublicAddress(config.publicUrl());
        this.idleMillis = config.idleTimeout().toMillis();
        this.pulse = new Pulse(vertx);
        lookAgain();
        pulse.watch(vertx, this::instances);
    }

    private List<URI> instances() {
        return instancesByService().values().stream().flatMap(List::stream).toList();
    }

    /** All instances that there are now, by the first segment of the public path. */
    public Map<String, List<URI>> instancesByService() {
        return upstreams.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, upstream -> upstream.getValue().instances()));
    }

    /** The next look comes after this one has ended, however long a name server takes. */
    private void lookAgain() {
        vertx.<Void>executeBlocking(() -> {
                    upstreams.values().forEach(upstream -> upstream.lookAgain(addresses));
                    return null;
                })
                .onComplete(done -> vertx.setTimer(LOOK_MILLIS, timer -> lookAgain()));
    }

    private static HttpClientOptions options(GatewayConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(config.limits().connections())
                .setMaxWaitQueueSize(config.limits().connections())
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false)
                // The service's span is enough to see the hop; Exchange tells it the trace
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    public boolean serves(String firstSegment) {
        return upstreams.containsKey(firstSegment);
    }

    /**
     * @param most bytes that the body may have
     */
    public void forward(HttpServerRequest request, RequestPath path, String requestId, long most) {
        new Exchange(
                        vertx,
                        client,
                        tracing,
                        upstreams.get(path.first()),
                        pulse,
                        request,
                        path,
                        requestId,
                        most,
                        idleMillis)
                .start(publicAddress);
    }
}
