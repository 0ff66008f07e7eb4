package io.caelum.platform.bus.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.Bus.Served;
import io.caelum.platform.bus.BusCounters;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.bus.broker.Binding;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Link;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Publisher;
import io.caelum.platform.bus.broker.Queue;
import io.caelum.platform.bus.broker.Subscription;
import io.caelum.platform.bus.broker.Subscription.Delivery;
import io.caelum.platform.bus.rpc.Contract.Kind;
import io.caelum.platform.bus.rpc.Contract.Operation;
import io.caelum.platform.bus.rpc.Incoming.BadArguments;
import io.caelum.platform.bus.wire.Envelope;
import io.caelum.platform.bus.wire.Failure;
import io.caelum.platform.bus.wire.UndecodableException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.Deadline;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves the contracts of one topic under one host name: the shared queue, the host's own queue and a fanout queue.
 *
 * <p>A message is acknowledged when its work begins, as Python peers do: a process that dies loses what it was at, and
 * the caller asks again. What waits for a free place is not acknowledged yet and goes to another process if this one
 * dies. The broker hands out only a few messages beyond those in work, so that they wait where others can take them.
 */
public final class RpcServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RpcServer.class);
    private static final int DUPLICATES_KEPT = 10_000;
    private static final Duration DUPLICATES_KEPT_FOR = Duration.ofMinutes(10);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** What servers need of their process. */
    public record Surroundings(
            Link incoming,
            Naming naming,
            Answer.Office office,
            Tracing tracing,
            EventLoops eventLoops,
            DeadLetters deadLetters,
            BusCounters counters) {

        public static Surroundings of(
                Link incoming,
                Naming naming,
                Publisher publisher,
                ScheduledExecutorService timer,
                Tracing tracing,
                EventLoops eventLoops,
                DeadLetters deadLetters,
                BusCounters counters) {
            var office = new Answer.Office(publisher, timer, counters.undeliverableReplies);
            return new Surroundings(incoming, naming, office, tracing, eventLoops, deadLetters, counters);
        }
    }

    private final Surroundings around;
    private final String topic;
    private final String host;
    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    private final Duplicates duplicates = new Duplicates(DUPLICATES_KEPT, DUPLICATES_KEPT_FOR);
    private final int places;
    private final Semaphore free;
    private final Subscription subscription;

    public RpcServer(Surroundings around, Class<?> contract, Address address, Object implementation, Serving serving) {
        this.around = around;
        Contract first = Contract.of(contract, address);
        this.topic = first.topic();
        this.host = serving.host();
        this.places = serving.prefetch();
        this.free = new Semaphore(places);
        endpoints.add(new Endpoint(first, implementation, serving.threading()));
        this.subscription = new Subscription(
                around.incoming(), plan(first), this::receive, () -> LOG.infof("Serving topic %s as %s", topic, host));
    }

    private Subscription.Plan plan(Contract contract) {
        Naming naming = around.naming();
        Exchange control = naming.control(contract.exchange());
        Exchange fanout = naming.fanout(topic);
        Queue own = naming.own(topic + "_fanout_");
        String directed = topic + "." + host;
        return new Subscription.Plan(
                "topic " + topic,
                List.of(
                        new Binding(control, naming.shared(topic), topic),
                        new Binding(control, naming.shared(directed), directed),
                        new Binding(fanout, own, topic)),
                Math.clamp(places / 2, 1, 64),
                List.of(own));
    }

    /** Serves a further contract on the same queues: one with another namespace or version. */
    public Served add(Class<?> contract, Address address, Object implementation, Serving serving) {
        var endpoint = new Endpoint(Contract.of(contract, address), implementation, serving.threading());
        endpoints.add(endpoint);
        return served(endpoint);
    }

    /** From which it takes what it works on. */
    public List<Queue> queues() {
        return subscription.queues();
    }

    public Served served() {
        return served(endpoints.getFirst());
    }

    private Served served(Endpoint endpoint) {
        return new Served() {
            @Override
            public boolean isConsuming() {
                return subscription.isConsuming() && endpoints.contains(endpoint);
            }

            @Override
            public void close() {
                endpoints.remove(endpoint);
                if (endpoints.isEmpty()) {
                    RpcServer.this.close();
                }
            }
        };
    }

    public boolean isConsuming() {
        return subscription.isConsuming();
    }

    public String problem() {
        return subscription.problem();
    }

    public boolean isClosed() {
        return endpoints.isEmpty();
    }

    private void receive(Delivery delivery) {
        if (delivery.isRedelivered()) {
            around.counters().redelivered.increment();
        }
        ObjectNode message;
        try {
            message = Envelope.decode(delivery.properties(), delivery.body());
        } catch (UndecodableException e) {
            around.counters().undecodable.increment();
            LOG.warnf("Cannot read a message to topic %s: %s", topic, e.getMessage());
            bury("it cannot be read: " + e.getMessage(), delivery.properties(), delivery.body());
            delivery.reject(false);
            return;
        }
        // Nothing else is delivered to this topic while no place is free.
        if (!free.tryAcquire()) {
            delivery.settle();
            free.acquireUninterruptibly();
        }
        var incoming = new Incoming(message, delivery.properties(), delivery.body());
        if (!takes(delivery, incoming)) {
            free.release();
            return;
        }
        begin(incoming);
    }

    private boolean takes(Delivery delivery, Incoming incoming) {
        String id = incoming.uniqueId();
        boolean first = id == null || duplicates.isFirst(id);
        try {
            delivery.acknowledgeSoon();
        } catch (IOException e) {
            // The broker will deliver it again: then it is to be worked on.
            if (first && id != null) {
                duplicates.forget(id);
            }
            return false;
        }
        if (!first) {
            around.counters().duplicates.increment();
            LOG.debugf("Dropped a second copy of a message to topic %s", topic);
            return false;
        }
        Instant deadline = incoming.deadline();
        if (deadline != null && Instant.now().isAfter(deadline)) {
            around.counters().expired.increment();
            LOG.debugf("Did not begin %s of topic %s: its caller has given up", incoming.method(), topic);
            return false;
        }
        return true;
    }

    private void begin(Incoming incoming) {
        var answer = new Answer(around.office(), incoming);
        Endpoint endpoint = null;
        Operation operation = null;
        boolean candidates = false;
        int[] version = version(incoming);
        for (Endpoint each : endpoints) {
            if (version != null && each.serves(incoming.namespace(), version)) {
                candidates = true;
                operation = each.contract().operationNamed(incoming.method());
                if (operation != null) {
                    endpoint = each;
                    break;
                }
            }
        }
        if (endpoint != null) {
            perform(endpoint, operation, incoming, answer);
        } else {
            answerWithoutEndpoint(incoming, answer, candidates);
            free.release();
        }
    }

    private void answerWithoutEndpoint(Incoming incoming, Answer answer, boolean candidates) {
        if (incoming.method().equals("oslo_rpc_server_ping") && incoming.namespace() == null) {
            answer.result("pong");
            return;
        }
        Failure failure = candidates
                ? Failure.noSuchMethod(incoming.method())
                : Failure.unsupportedVersion(incoming.version(), incoming.method());
        refuse(incoming, answer, failure);
    }

    private void refuse(Incoming incoming, Answer answer, Failure failure) {
        LOG.warnf("Refused a message to topic %s: %s", topic, failure.message());
        answer.failure(failure);
        if (incoming.messageId() == null) {
            bury(failure.message(), incoming.properties(), incoming.body());
        }
    }

    /** Nobody hears of the message otherwise: it is kept for people to look at. */
    private void bury(String reason, BasicProperties properties, byte[] body) {
        around.deadLetters().keep("topic " + topic + " at " + host, reason, properties, body);
    }

    private static int @Nullable [] version(Incoming incoming) {
        try {
            return Endpoint.parse(incoming.version());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void perform(Endpoint endpoint, Operation operation, Incoming incoming, Answer answer) {
        Object[] arguments;
        try {
            arguments = incoming.argumentsFor(operation, host);
        } catch (BadArguments e) {
            refuse(incoming, answer, Failure.typeError(e.getMessage()));
            free.release();
            return;
        }
        around.counters().served.increment();
        var work = new Work(endpoint, operation, arguments, incoming, answer);
        String name = "rpc " + topic + "." + operation.wireName();
        switch (endpoint.threading()) {
            case EVENT_LOOP -> around.eventLoops().run(work::run);
            case VIRTUAL_THREAD -> Thread.ofVirtual().name(name).start(work::run);
            case IN_ORDER -> join(Thread.ofVirtual().name(name).start(work::run));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request in work, on its own context or thread. */
    private final class Work {

        private final Endpoint endpoint;
        private final Operation operation;
        private final Object[] arguments;
        private final Incoming incoming;
        private final Answer answer;
        private @Nullable Span span;

        Work(Endpoint endpoint, Operation operation, Object[] arguments, Incoming incoming, Answer answer) {
            this.endpoint = endpoint;
            this.operation = operation;
            this.arguments = arguments;
            this.incoming = incoming;
            this.answer = answer;
        }

        void run() {
            RequestContext context = incoming.context();
            CurrentContext.set(context);
            Deadline.set(incoming.deadline());
            startSpan();
            Uni<?> result;
            try {
                result = endpoint.call(operation, arguments);
            } catch (RuntimeException | Error e) {
                result = Uni.createFrom().failure(e);
            }
            result.subscribe().with(this::succeeded, this::failed);
        }

        private void startSpan() {
            Context parent = around.tracing().extract(Headers.texts(incoming.properties()));
            boolean inTrace = Span.fromContext(parent).getSpanContext().isValid();
            boolean call = operation.kind() == Kind.CALL;
            if (!endpoint.contract().isTraced() || !inTrace) {
                return;
            }
            Span started = around.tracing()
                    .start(
                            topic + "." + operation.wireName(),
                            call ? SpanKind.SERVER : SpanKind.CONSUMER,
                            parent,
                            SpanAttributes.ofWorker(endpoint.contract(), operation, host));
            Instant published = Headers.published(incoming.properties());
            if (published != null) {
                started.setAttribute(
                        Tracing.QUEUE_WAIT_MS,
                        Math.max(0, ChronoUnit.MICROS.between(published, Instant.now())) / 1_000.0);
            }
            span = started;
            // It ends with the context or thread, which are this request's own.
            Tracing.enter(parent.with(started));
        }

        private void succeeded(@Nullable Object value) {
            answer.result(value);
            over(null);
        }

        private void failed(Throwable failure) {
            log(failure);
            answer.failure(Failure.of(failure));
            if (isBug(failure)) {
                around.counters().failed.increment();
                if (incoming.messageId() == null) {
                    bury(operation.wireName() + " failed with " + failure, incoming.properties(), incoming.body());
                }
            }
            over(failure);
        }

        private void log(Throwable failure) {
            String what = topic + "." + operation.wireName();
            if (isBug(failure)) {
                LOG.errorf(failure, "%s failed", what);
            } else if (failure instanceof Fault fault && fault.status() < 500) {
                LOG.debugf("%s answered %s: %s", what, fault.type(), fault.getMessage());
            } else {
                LOG.warnf("%s failed: %s", what, failure.getMessage());
            }
        }

        /** Not meant for the caller, and not passing by itself. */
        private static boolean isBug(Throwable failure) {
            return !(failure instanceof Fault
                    || failure instanceof RpcUnreachableException
                    || failure instanceof RpcTimeoutException);
        }

        private void over(@Nullable Throwable failure) {
            free.release();
            if (span != null) {
                Tracing.finish(span, failure);
            }
        }
    }

    /** Takes nothing more, lets what is in work finish for a bounded time, and leaves. */
    @Override
    public void close() {
        endpoints.clear();
        subscription.close();
    }

    /** The first half of closing: takes nothing more and waits for what is in work. */
    public void drain() {
        subscription.stopTaking();
        try {
            if (!free.tryAcquire(places, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf(
                        "Stopping although %d requests to topic %s are in work",
                        places - free.availablePermits(), topic);
                return;
            }
            free.release(places);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
