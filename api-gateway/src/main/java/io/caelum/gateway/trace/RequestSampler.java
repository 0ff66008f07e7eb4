package io.caelum.gateway.trace;

import io.caelum.gateway.GatewayConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which requests get a trace: all that change something, and of those that only read as many in a second as people can
 * look at. Clients that wait for a server ask many times, and to trace that costs more than the boot's own trace. What a
 * client says about sampling does not count.
 */
@Singleton
class RequestSampler implements Sampler {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final int readsPerSecond;
    private final LongSupplier nanos;
    private double allowed;
    private long last;

    @Inject
    RequestSampler(GatewayConfig config) {
        this(config.traces().readsPerSecond(), System::nanoTime);
    }

    RequestSampler(int readsPerSecond, LongSupplier nanos) {
        this.readsPerSecond = readsPerSecond;
        this.nanos = nanos;
        allowed = readsPerSecond;
        last = nanos.getAsLong();
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SpanContext above = Span.fromContext(parent).getSpanContext();
        boolean begunHere = !above.isValid() || above.isRemote();
        boolean wanted = begunHere ? !isRead(attributes) || mayRead() : above.isSampled();
        return wanted ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    private static boolean isRead(Attributes attributes) {
        String method = attributes.get(METHOD);
        return method != null && READING.contains(method);
    }

    private synchronized boolean mayRead() {
        long now = nanos.getAsLong();
        allowed = Math.min(readsPerSecond, allowed + (now - last) / 1e9 * readsPerSecond);
        last = now;
        if (allowed < 1) {
            return false;
        }
        allowed--;
        return true;
    }

    @Override
    public String getDescription() {
        return "RequestSampler{" + readsPerSecond + " reads per second}";
    }
}
