package io.caelum.platform.bus.rpc;

import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Outgoing;
import io.caelum.platform.bus.broker.Publisher;
import io.caelum.platform.bus.wire.Envelope;
import io.caelum.platform.bus.wire.Failure;
import io.caelum.platform.bus.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call: signs of life while it is worked on, then exactly one final frame (wire specification, section
 * 7). When the caller's queue is missing the frame is sent again for a while, since a caller that lost its connection
 * declares the queue again under the same name; nobody waits here meanwhile.
 */
final class Answer {

    private static final Logger LOG = Logger.getLogger(Answer.class);
    private static final Duration RETRY_EVERY = Duration.ofMillis(250);
    private static final Duration RETRY_FOR = Duration.ofSeconds(60);

    /** What answers need of their surroundings. */
    record Office(Publisher publisher, ScheduledExecutorService timer, LongAdder undeliverable) {

        @SuppressWarnings("FutureReturnValueIgnored") // it reports by itself
        void later(Duration pause, Runnable work) {
            timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private final Office office;
    private final Incoming request;
    private final @Nullable String messageId;
    private final AtomicBoolean given = new AtomicBoolean();
    private final @Nullable ScheduledFuture<?> beats;

    /** Begins to show signs of life if the caller asked for them. */
    Answer(Office office, Incoming request) {
        this.office = office;
        this.request = request;
        this.messageId = request.messageId();
        this.beats = startBeats();
    }

    private @Nullable ScheduledFuture<?> startBeats() {
        long halfMillis = (long) (request.monitorSeconds() * 500);
        if (messageId == null || halfMillis < 1_000) {
            return null;
        }
        return office.timer().scheduleAtFixedRate(this::beat, halfMillis, halfMillis, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        if (!given.get()) {
            send(frame(null, null, false), System.nanoTime(), false);
        }
    }

    void result(@Nullable Object value) {
        byte[] body;
        try {
            body = frame(value, null, true);
        } catch (RuntimeException e) {
            LOG.errorf(e, "The result of %s cannot be written as JSON", request.method());
            failure(Failure.of(new IllegalStateException("the result cannot be written as JSON")));
            return;
        }
        finish(body);
    }

    void failure(Failure failure) {
        finish(frame(null, failure, true));
    }

    private void finish(byte[] body) {
        if (!given.compareAndSet(false, true)) {
            return;
        }
        if (beats != null) {
            beats.cancel(false);
        }
        if (messageId != null) {
            send(body, giveUpNanos(), true);
        }
    }

    private long giveUpNanos() {
        Instant deadline = request.deadline();
        Duration left = deadline == null ? RETRY_FOR : Duration.between(Instant.now(), deadline);
        return System.nanoTime() + (left.compareTo(RETRY_FOR) < 0 ? left : RETRY_FOR).toNanos();
    }

    private byte[] frame(@Nullable Object result, @Nullable Failure failure, boolean ending) {
        return Envelope.encode(json -> {
            json.writeFieldName("result");
            WireJson.MAPPER.writeValue(json, result);
            if (failure == null) {
                json.writeNullField("failure");
            } else {
                json.writeStringField("failure", failure.toJson());
            }
            json.writeBooleanField("ending", ending);
            json.writeStringField("_msg_id", messageId);
            json.writeStringField("_unique_id", Naming.hexId());
        });
    }

    private void send(byte[] body, long giveUpNanos, boolean again) {
        long patience =
                Math.max(giveUpNanos, System.nanoTime() + Duration.ofSeconds(1).toNanos());
        office.publisher()
                .publish(Outgoing.to(
                        Exchange.DEFAULT,
                        request.replyQueue(),
                        new HashMap<>(2),
                        null,
                        body,
                        true,
                        patience,
                        new Outcome(body, giveUpNanos, again)));
    }

    private final class Outcome implements Outgoing.Outcome {

        private final byte[] body;
        private final long giveUpNanos;
        private final boolean again;

        Outcome(byte[] body, long giveUpNanos, boolean again) {
            this.body = body;
            this.giveUpNanos = giveUpNanos;
            this.again = again;
        }

        @Override
        public void confirmed() {
            // The caller's queue has it.
        }

        @Override
        public void unroutable() {
            if (again && System.nanoTime() < giveUpNanos && !office.timer().isShutdown()) {
                office.later(RETRY_EVERY, () -> send(body, giveUpNanos, true));
            } else if (again) {
                lost("its queue is gone");
            }
        }

        @Override
        public void undelivered(boolean written, String reason) {
            if (again) {
                lost(reason);
            }
        }

        private void lost(String reason) {
            office.undeliverable().increment();
            LOG.warnf("The answer to %s could not be delivered to its caller: %s", request.method(), reason);
        }
    }
}
