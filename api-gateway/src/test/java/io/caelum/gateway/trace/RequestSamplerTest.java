package io.caelum.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestSamplerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final AtomicLong nanos = new AtomicLong();
    private final RequestSampler sampler = new RequestSampler(10, nanos::get);

    private boolean isSampled(Context parent, String method) {
        var attributes = Attributes.of(AttributeKey.stringKey("http.request.method"), method);
        return sampler.shouldSample(parent, TRACE, method, SpanKind.SERVER, attributes, List.of())
                        .getDecision()
                == SamplingDecision.RECORD_AND_SAMPLE;
    }

    private long sampledOf(int requests, String method) {
        return IntStream.range(0, requests)
                .filter(i -> isSampled(Context.root(), method))
                .count();
    }

    private static Context under(SpanContext above) {
        return Context.root().with(Span.wrap(above));
    }

    @Test
    void whatChangesSomethingIsAlwaysTraced() {
        assertThat(sampledOf(100, "POST")).isEqualTo(100);
        assertThat(sampledOf(100, "DELETE")).isEqualTo(100);
    }

    @Test
    void soManyReadsInASecondAreTraced() {
        assertThat(sampledOf(100, "GET")).isEqualTo(10);

        nanos.addAndGet(500_000_000);
        assertThat(sampledOf(100, "GET")).isEqualTo(5);
    }

    @Test
    void whatBelongsToATraceFollowsIt() {
        var sampled = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
        var not = SpanContext.create(TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault());

        assertThat(isSampled(under(sampled), "GET")).isTrue();
        assertThat(isSampled(under(not), "POST")).isFalse();
    }

    @Test
    void whatAClientSaysAboutSamplingDoesNotCount() {
        var not = SpanContext.createFromRemoteParent(TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault());

        assertThat(isSampled(under(not), "POST")).isTrue();
    }
}
