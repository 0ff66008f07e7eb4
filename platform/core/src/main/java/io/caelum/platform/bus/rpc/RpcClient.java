package io.caelum.platform.bus.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.BusCounters;
import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Link;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Outgoing;
import io.caelum.platform.bus.broker.Publisher;
import io.caelum.platform.bus.rpc.Contract.Argument;
import io.caelum.platform.bus.rpc.Contract.Kind;
import io.caelum.platform.bus.rpc.Contract.Operation;
import io.caelum.platform.bus.wire.Envelope;
import io.caelum.platform.bus.wire.WireJson;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.Deadline;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Makes the clients of contracts and carries their calls and casts (wire specification, section 6). */
public final class RpcClient implements AutoCloseable {

    /** How long a cast may wait for the broker to confirm it. */
    private static final Duration CAST_PATIENCE = Duration.ofSeconds(10);

    private final Publisher publisher;
    private final Naming naming;
    private final Tracing tracing;
    private final ScheduledExecutorService timer;
    private final BusCounters counters;
    private final Replies replies;

    public RpcClient(
            Publisher publisher,
            Link incoming,
            Naming naming,
            Tracing tracing,
            ScheduledExecutorService timer,
            BusCounters counters) {
        this.publisher = publisher;
        this.naming = naming;
        this.tracing = tracing;
        this.timer = timer;
        this.counters = counters;
        this.replies = new Replies(incoming, naming, counters.unknownReplies);
    }

    /** A proxy of the contract, safe for all threads. */
    public <T> T client(Class<T> type, Address address) {
        Contract contract = Contract.of(type, address);
        InvocationHandler handler = (proxy, method, arguments) ->
                invoke(contract, type, proxy, method, arguments == null ? new Object[0] : arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object invoke(Contract contract, Class<?> type, Object proxy, Method method, Object[] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "client of " + type.getSimpleName();
            };
        }
        Operation operation = contract.operationOf(method);
        var request = new Request(
                contract,
                operation,
                arguments,
                CurrentContext.get(),
                Context.current(),
                Deadline.current().orElse(null));
        (operation.kind() == Kind.CALL ? counters.calls : counters.casts).increment();
        return operation.kind() == Kind.CALL
                ? Uni.createFrom().emitter(emitter -> new PendingCall(request, emitter).start())
                : Uni.createFrom().emitter(emitter -> new PendingCast(request, emitter).start());
    }

    public boolean isConsuming() {
        return replies.isConsuming();
    }

    public String problem() {
        return replies.problem();
    }

    @Override
    public void close() {
        replies.close();
    }

    /** What a caller asked for, and on whose behalf. */
    private record Request(
            Contract contract,
            Operation operation,
            Object[] arguments,
            RequestContext context,
            Context trace,
            @Nullable Instant deadline) {

        @Nullable
        String host() {
            return operation.hostIndex() < 0 ? null : (String) arguments[operation.hostIndex()];
        }

        String target() {
            String host = host();
            return host == null ? contract.topic() : contract.topic() + "." + host;
        }

        String name() {
            return contract.topic() + "." + operation.wireName();
        }

        /** For people: what was asked of whom. */
        @Override
        public String toString() {
            String host = host();
            return operation.wireName() + " of topic " + contract.topic() + (host == null ? "" : " at host " + host);
        }

        byte[] encode(@Nullable String messageId, @Nullable String replyQueue) {
            return Envelope.encode(json -> {
                json.writeStringField("method", operation.wireName());
                json.writeObjectFieldStart("args");
                for (Argument argument : operation.arguments()) {
                    json.writeFieldName(argument.wireName());
                    WireJson.MAPPER.writeValue(json, arguments[argument.index()]);
                }
                json.writeEndObject();
                String namespace = contract.namespace();
                if (namespace != null) {
                    json.writeStringField("namespace", namespace);
                }
                json.writeStringField("version", contract.version());
                if (messageId != null) {
                    json.writeStringField("_msg_id", messageId);
                    json.writeStringField("_reply_q", replyQueue);
                    if (operation.monitorSeconds() == 0) {
                        json.writeNullField("_timeout");
                    } else {
                        json.writeNumberField("_timeout", operation.monitorSeconds());
                    }
                }
                json.writeStringField("_unique_id", Naming.hexId());
                writeContext(json);
            });
        }

        private void writeContext(JsonGenerator json) throws IOException {
            for (Map.Entry<String, Object> entry : context.toWire().entrySet()) {
                json.writeFieldName("_context_" + entry.getKey());
                WireJson.MAPPER.writeValue(json, entry.getValue());
            }
        }
    }

    /** What calls and casts have in common: a message, and somebody who waits on a thread of his own. */
    private abstract class Pending implements Outgoing.Outcome {

        final Request request;
        private final UniEmitter<? super Object> emitter;
        private final Resumption resumption;
        private final AtomicBoolean over = new AtomicBoolean();

        Pending(Request request, UniEmitter<? super Object> emitter) {
            this.request = request;
            this.emitter = emitter;
            this.resumption = Resumption.here(request.context(), request.trace());
        }

        /** Null outside of any trace: periodic questions and reports would bury the interesting ones. */
        final @Nullable Span startSpan(SpanKind kind) {
            boolean inTrace = Span.fromContext(request.trace()).getSpanContext().isValid();
            return request.contract().isTraced() && inTrace
                    ? tracing.start(
                            request.name(),
                            kind,
                            request.trace(),
                            SpanAttributes.ofSender(request.contract(), request.operation(), request.host()))
                    : null;
        }

        abstract void endSpan(@Nullable Throwable failure);

        final Map<String, String> traceTexts(Context trace) {
            return request.contract().isTraced() ? tracing.inject(trace) : Map.of();
        }

        final boolean finish(@Nullable Object result, @Nullable Throwable failure) {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            count(failure);
            endSpan(failure);
            resumption.resume(() -> {
                if (failure == null) {
                    emitter.complete(result);
                } else {
                    emitter.fail(failure);
                }
            });
            return true;
        }

        private void count(@Nullable Throwable failure) {
            if (failure instanceof RpcTimeoutException) {
                counters.timeouts.increment();
            } else if (failure instanceof RpcUnreachableException) {
                counters.unreachable.increment();
            }
        }

        /** The caller has hung up: nobody is told, but the span ends. */
        final void onCancellation(Runnable cleanUp) {
            emitter.onTermination(() -> {
                if (over.compareAndSet(false, true)) {
                    endSpan(new RpcTimeoutException("the caller hung up"));
                }
                cleanUp.run();
            });
        }

        final RpcUnreachableException unsent(String reason) {
            return new RpcUnreachableException("Could not send " + request + ": " + reason);
        }

        final RpcUnreachableException nobodyServes() {
            return new RpcUnreachableException("Nobody serves " + request + ": queue " + request.target()
                    + " does not exist on the message broker");
        }
    }

    private final class PendingCast extends Pending {

        PendingCast(Request request, UniEmitter<? super Object> emitter) {
            super(request, emitter);
        }

        /** Whoever works on the message says how long it was under way: a span is made only where nobody will. */
        @Override
        void endSpan(@Nullable Throwable failure) {
            Span unsent = failure == null ? null : startSpan(SpanKind.PRODUCER);
            if (unsent != null) {
                Tracing.finish(unsent, failure);
            }
        }

        void start() {
            byte[] body;
            try {
                body = request.encode(null, null);
            } catch (RuntimeException e) {
                finish(null, e);
                return;
            }
            boolean fanout = request.operation().kind() == Kind.FANOUT;
            Exchange exchange = fanout
                    ? naming.fanout(request.contract().topic())
                    : naming.control(request.contract().exchange());
            var headers = Headers.of(null, traceTexts(request.trace()));
            long keeps = request.operation().timeoutMillis();
            Duration patience =
                    keeps == 0 || keeps > CAST_PATIENCE.toMillis() ? CAST_PATIENCE : Duration.ofMillis(keeps);
            publisher.publish(Outgoing.to(
                    exchange,
                    fanout ? "" : request.target(),
                    headers,
                    keeps == 0 ? null : keeps,
                    body,
                    !fanout,
                    System.nanoTime() + patience.toNanos(),
                    this));
        }

        @Override
        public void confirmed() {
            finish(null, null);
        }

        @Override
        public void unroutable() {
            finish(null, nobodyServes());
        }

        @Override
        public void undelivered(boolean written, String reason) {
            finish(
                    null,
                    written
                            ? new RpcTimeoutException("It is not known whether " + request + " was sent: " + reason)
                            : unsent(reason));
        }
    }

    private final class PendingCall extends Pending implements Replies.Waiting {

        private final String messageId = Naming.hexId();
        private @Nullable Span span;
        private @Nullable ScheduledFuture<?> timeout;
        private @Nullable ScheduledFuture<?> waiting;
        private volatile @Nullable ScheduledFuture<?> silence;
        private volatile @Nullable Outgoing outgoing;
        private long allowedMillis;

        PendingCall(Request request, UniEmitter<? super Object> emitter) {
            super(request, emitter);
        }

        void start() {
            allowedMillis = allowedMillis();
            if (allowedMillis <= 0) {
                finish(
                        null,
                        new RpcTimeoutException("No time is left for " + request + ": its own caller has given up"));
                return;
            }
            if (replies.isHopeless()) {
                finish(null, unsent(replies.problem()));
                return;
            }
            byte[] body;
            try {
                body = request.encode(messageId, replies.queueName());
            } catch (RuntimeException e) {
                finish(null, e);
                return;
            }
            Instant deadline = Instant.now().plusMillis(allowedMillis);
            span = startSpan(SpanKind.CLIENT);
            var headers = Headers.of(
                    deadline,
                    traceTexts(span == null ? request.trace() : request.trace().with(span)));
            Outgoing message = Outgoing.to(
                    naming.control(request.contract().exchange()),
                    request.target(),
                    headers,
                    allowedMillis,
                    body,
                    true,
                    System.nanoTime() + Duration.ofMillis(allowedMillis).toNanos(),
                    this);
            outgoing = message;
            replies.expect(messageId, this);
            timeout = timer.schedule(this::timedOut, allowedMillis, TimeUnit.MILLISECONDS);
            beat();
            onCancellation(this::forget);
            replies.whenConsuming(() -> publisher.publish(message));
            if (!replies.isConsuming() && allowedMillis > Link.PATIENCE.toMillis()) {
                waiting = timer.schedule(this::heldTooLong, Link.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        void endSpan(@Nullable Throwable failure) {
            if (span != null) {
                Tracing.finish(span, failure);
            }
        }

        private void heldTooLong() {
            Outgoing message = outgoing;
            if (message != null && message.writes() == 0 && !replies.isConsuming()) {
                end(null, unsent(replies.problem()));
            }
        }

        /** The server is at it; from now on it may be silent for a while again. */
        @Override
        public void beat() {
            int most = request.operation().monitorSeconds();
            if (most == 0) {
                return;
            }
            cancel(silence);
            silence = timer.schedule(
                    () -> end(
                            null,
                            new RpcTimeoutException("No sign of life from " + request + " within " + most + " s")),
                    most,
                    TimeUnit.SECONDS);
        }

        private long allowedMillis() {
            long own = request.operation().timeoutMillis();
            Instant deadline = request.deadline();
            return deadline == null
                    ? own
                    : Math.min(own, Duration.between(Instant.now(), deadline).toMillis());
        }

        private void forget() {
            replies.forget(messageId);
            cancel(timeout);
            cancel(waiting);
            cancel(silence);
            Outgoing message = outgoing;
            if (message != null) {
                message.abandon();
            }
        }

        private static void cancel(@Nullable ScheduledFuture<?> planned) {
            if (planned != null) {
                planned.cancel(false);
            }
        }

        private void timedOut() {
            Outgoing message = outgoing;
            if (message != null && message.writes() == 0) {
                end(
                        null,
                        new RpcUnreachableException("Could not send " + request + " within " + allowedMillis
                                + " ms: the message broker cannot be reached"));
            } else {
                end(null, new RpcTimeoutException("No answer to " + request + " within " + allowedMillis + " ms"));
            }
        }

        private void end(@Nullable Object result, @Nullable Throwable failure) {
            finish(result, failure);
            forget();
        }

        @Override
        public void answered(JsonNode result, @Nullable RuntimeException failure) {
            if (failure != null) {
                end(null, failure);
                return;
            }
            Object value;
            try {
                value = WireJson.MAPPER
                        .readerFor(request.operation().resultType())
                        .readValue(result);
            } catch (IOException | RuntimeException e) {
                end(null, new IllegalStateException("The answer to " + request + " cannot be read", e));
                return;
            }
            end(value, null);
        }

        @Override
        public void confirmed() {
            // The broker has it: what counts from now on is the answer.
        }

        @Override
        public void unroutable() {
            end(null, nobodyServes());
        }

        @Override
        public void undelivered(boolean written, String reason) {
            end(null, written ? new RpcTimeoutException("No answer to " + request + ": " + reason) : unsent(reason));
        }
    }
}
