package io.caelum.gateway.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.ConnectException;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells an instance that does nothing any more from one that takes its time. The kernel of a process that stands still
 * goes on to accept connections, so a request there would wait until its client gives up; but a live one answers a
 * question about its health, however long it works on other requests.
 */
final class Pulse {

    private static final long LOOK_MILLIS = 1_000;
    static final long SILENCE_NANOS = 3_500_000_000L;
    /** An answer that comes later than this one is not waited for; the next question is under way by then. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final HttpClient client;
    private final Map<URI, Long> silentSince = new ConcurrentHashMap<>();
    private final Set<URI> asked = ConcurrentHashMap.newKeySet();

    Pulse(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) PATIENCE_MILLIS)
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    void watch(Vertx vertx, Supplier<Collection<URI>> instances) {
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            Collection<URI> now = instances.get();
            silentSince.keySet().retainAll(now);
            now.forEach(this::ask);
        });
    }

    /** It has been asked for some time and has said nothing. */
    boolean isSilent(URI instance) {
        Long since = silentSince.get(instance);
        return since != null && System.nanoTime() - since > SILENCE_NANOS;
    }

    /** Whatever it said, it lives. */
    void heard(URI instance) {
        silentSince.remove(instance);
    }

    private void ask(URI instance) {
        if (!asked.add(instance)) {
            return;
        }
        silentSince.putIfAbsent(instance, System.nanoTime());
        var question = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(instance.getHost())
                .setPort(Exchange.port(instance))
                .setSsl("https".equals(instance.getScheme()))
                .setURI("/q/health/live")
                .setTimeout(PATIENCE_MILLIS);
        client.request(question).compose(HttpClientRequest::send).onComplete(answer -> {
            asked.remove(instance);
            // one that is down says so to each request by itself; one that is cut off says nothing
            boolean refuses =
                    answer.cause() instanceof ConnectException && !(answer.cause() instanceof ConnectTimeoutException);
            if (answer.succeeded() || refuses) {
                heard(instance);
            }
        });
    }
}
