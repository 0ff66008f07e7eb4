package io.caelum.platform.trace;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.LostSpans;
import io.caelum.platform.contract.gateway.SpanBatch;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends finished spans over the bus to whoever keeps them, gathered for two seconds: a message costs as much as many
 * spans. Tracing never gets in the way of work: when spans come faster than they can be sent, or there is no broker, they
 * are dropped and counted. Quarkus finds this bean because it is a {@link SpanProcessor}; an OTLP exporter works beside it.
 */
@Singleton
public class BusSpans implements SpanProcessor {

    private static final Logger LOG = Logger.getLogger(BusSpans.class);
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ERROR_MESSAGE = AttributeKey.stringKey(Tracing.ERROR_MESSAGE);
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_WAITING = 4_096;
    private static final int BATCH = 512;
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final ProcessIdentity self;
    private final Instance<Bus> bus;
    private final boolean enabled;
    private final LinkedBlockingQueue<SpanData> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final LongAdder dropped = new LongAdder();
    private final String process = UUID.randomUUID().toString();
    private final CompletableResultCode ended = new CompletableResultCode();
    private volatile boolean stopping;

    @Inject
    BusSpans(
            ProcessIdentity self,
            Instance<Bus> bus,
            @ConfigProperty(name = "caelum.trace.bus", defaultValue = "true") boolean enabled) {
        this.self = self;
        this.bus = bus;
        this.enabled = enabled;
        if (enabled) {
            Thread.ofVirtual().name("bus-spans").start(this::send);
        } else {
            ended.succeed();
        }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only finished spans are sent.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && !waiting.offer(span.toSpanData())) {
            dropped.increment();
        }
    }

    @Override
    public boolean isEndRequired() {
        return enabled;
    }

    /** Spans that were lost because they came too fast or could not be sent. */
    public long dropped() {
        return dropped.sum();
    }

    /** One batch after the other: while there is no broker, what waits stays within its bound. */
    private void send() {
        TraceRpc keeper = null;
        while (!stopping || !waiting.isEmpty()) {
            List<SpanData> batch = nextBatch();
            if (batch.isEmpty()) {
                continue;
            }
            try {
                if (keeper == null) {
                    keeper = bus.get().client(TraceRpc.class);
                }
                keeper.spans(SpanBatch.of(batch.stream().map(this::finished).toList()))
                        .await()
                        .indefinitely();
                confess(keeper);
            } catch (RuntimeException e) {
                lost(batch.size(), e);
            }
        }
        ended.succeed();
    }

    /** With each batch, in case that the last report was lost as well: who listens counts each process once. */
    private void confess(TraceRpc keeper) {
        long total = dropped();
        if (total > 0) {
            keeper.lost(new LostSpans(self.service(), self.host(), process, total))
                    .subscribe()
                    .with(told -> {}, failure -> LOG.debugf("Losses are untold: %s", failure.getMessage()));
        }
    }

    private List<SpanData> nextBatch() {
        var batch = new ArrayList<SpanData>();
        try {
            SpanData first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return batch;
            }
            batch.add(first);
            long end = System.nanoTime() + LINGER.toNanos();
            while (!stopping && waiting.size() < BATCH && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
        waiting.drainTo(batch, BATCH - batch.size());
        return batch;
    }

    private void lost(int spans, Throwable why) {
        dropped.add(spans);
        LOG.debugf("%d spans are lost: %s", spans, why.getMessage());
    }

    private FinishedSpan finished(SpanData span) {
        boolean hasParent = SpanId.isValid(span.getParentSpanId());
        boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
        Map<String, String> attributes = new HashMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), String.valueOf(value)));
        return new FinishedSpan(
                span.getTraceId(),
                span.getSpanId(),
                hasParent ? Optional.of(span.getParentSpanId()) : Optional.empty(),
                span.getName(),
                span.getKind().name(),
                self.service(),
                self.host(),
                span.getStartEpochNanos(),
                span.getEndEpochNanos(),
                failed ? Optional.of(reason(span)) : Optional.empty(),
                attributes);
    }

    /** Spans of HTTP requests say it in attributes: a sentence, or only a status or the class of an exception. */
    private static String reason(SpanData span) {
        return Stream.of(
                        span.getStatus().getDescription(),
                        span.getAttributes().get(ERROR_MESSAGE),
                        span.getAttributes().get(ERROR_TYPE))
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON)))
                .findFirst()
                .orElse("failed");
    }

    /** Sends what is there still. */
    @Override
    public CompletableResultCode shutdown() {
        stopping = true;
        return ended;
    }
}
