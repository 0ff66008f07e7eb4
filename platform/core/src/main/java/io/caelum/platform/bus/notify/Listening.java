package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.Bus.Served;
import io.caelum.platform.bus.BusCounters;
import io.caelum.platform.bus.Serving.Threading;
import io.caelum.platform.bus.broker.Binding;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.broker.Exchange;
import io.caelum.platform.bus.broker.Link;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Queue;
import io.caelum.platform.bus.broker.Subscription;
import io.caelum.platform.bus.broker.Subscription.Delivery;
import io.caelum.platform.bus.rpc.Duplicates;
import io.caelum.platform.bus.rpc.EventLoops;
import io.caelum.platform.bus.wire.UndecodableException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Hears notifications in order and acknowledges each one when its listener is done with it. What fails is tried again
 * after a pause, in its place, and dropped after a few times: redelivery by the broker would come at once and without end.
 */
public final class Listening implements Served {

    private static final Logger LOG = Logger.getLogger(Listening.class);
    private static final int PREFETCH = 32;
    private static final int MOST_TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Audience audience;
    private final Listener listener;
    private final EventLoops eventLoops;
    private final DeadLetters deadLetters;
    private final BusCounters counters;
    private final Duplicates done = new Duplicates(10_000, Duration.ofMinutes(10));
    private final Subscription subscription;
    /** Held while a notification is in work: what was heard is to be acknowledged before this closes. */
    private final ReentrantLock working = new ReentrantLock();

    private volatile boolean closing;

    public Listening(
            Link link,
            Naming naming,
            EventLoops eventLoops,
            DeadLetters deadLetters,
            BusCounters counters,
            Audience audience,
            Listener listener) {
        this.audience = audience;
        this.listener = listener;
        this.eventLoops = eventLoops;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.subscription = new Subscription(
                link,
                plan(naming),
                this::receive,
                () -> LOG.infof(
                        "Listening to notifications on exchange %s, topic %s", audience.exchange(), audience.topic()));
    }

    private Subscription.Plan plan(Naming naming) {
        Exchange exchange = naming.control(audience.exchange());
        String what = "notifications of " + audience.exchange();
        if (!audience.shared()) {
            Queue own = naming.own(audience.topic() + "_" + audience.exchange() + "_");
            return new Subscription.Plan(what, bindings(exchange, own), PREFETCH, List.of(own));
        }
        if (audience.pool() != null) {
            return new Subscription.Plan(what, bindings(exchange, naming.shared(audience.pool())), PREFETCH, List.of());
        }
        List<Binding> plain = audience.priorities().stream()
                .map(priority -> NotificationFormat.routingKey(audience.topic(), priority))
                .map(key -> new Binding(exchange, naming.shared(key), key))
                .toList();
        return new Subscription.Plan(what, plain, PREFETCH, List.of());
    }

    private List<Binding> bindings(Exchange exchange, Queue queue) {
        return audience.priorities().stream()
                .map(priority -> NotificationFormat.routingKey(audience.topic(), priority))
                .map(key -> new Binding(exchange, queue, key))
                .toList();
    }

    /** From which it takes what it hears. */
    public List<Queue> queues() {
        return subscription.queues();
    }

    private void receive(Delivery delivery) {
        working.lock();
        try {
            work(delivery);
        } finally {
            working.unlock();
        }
    }

    private void work(Delivery delivery) {
        if (delivery.isRedelivered()) {
            counters.redelivered.increment();
        }
        Notification notification;
        try {
            notification = NotificationFormat.read(delivery.properties(), delivery.body());
        } catch (UndecodableException e) {
            counters.undecodable.increment();
            LOG.warnf("Cannot read a notification: %s", e.getMessage());
            bury("it cannot be read: " + e.getMessage(), delivery);
            delivery.reject(false);
            return;
        }
        String id = notification.messageId();
        if (!id.isEmpty() && !done.isFirst(id)) {
            counters.duplicates.increment();
            acknowledge(delivery);
        } else if (hear(notification, delivery)) {
            acknowledge(delivery);
        } else {
            done.forget(id);
            delivery.reject(true);
        }
    }

    private void bury(String reason, Delivery delivery) {
        deadLetters.keep("notifications of " + audience.exchange(), reason, delivery.properties(), delivery.body());
    }

    /** @return false if this process stops before the listener has succeeded: somebody else is to hear it */
    private boolean hear(Notification notification, Delivery delivery) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                call(notification);
                return true;
            } catch (Listener.GiveBack e) {
                return false;
            } catch (RuntimeException e) {
                if (tries == MOST_TRIES) {
                    counters.unheard.increment();
                    LOG.errorf(e, "Gave up on notification %s", notification.eventType());
                    bury("a listener failed " + MOST_TRIES + " times, last with " + e, delivery);
                    return true;
                }
                LOG.warnf("Trying notification %s again: %s", notification.eventType(), e.getMessage());
            }
            sleep(pause);
            pause = pause.multipliedBy(4);
            if (closing) {
                return false;
            }
        }
        return true;
    }

    private void call(Notification notification) {
        if (audience.threading() != Threading.EVENT_LOOP) {
            CurrentContext.callAs(
                    RequestContext.fromWire(notification.context()),
                    () -> listener.hear(notification).await().indefinitely());
            return;
        }
        var heard = new CompletableFuture<Void>();
        eventLoops.run(() -> {
            CurrentContext.set(RequestContext.fromWire(notification.context()));
            Uni.createFrom()
                    .deferred(() -> listener.hear(notification))
                    .subscribe()
                    .with(heard::complete, heard::completeExceptionally);
        });
        try {
            heard.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void acknowledge(Delivery delivery) {
        try {
            delivery.acknowledge();
        } catch (IOException e) {
            LOG.debugf("Could not acknowledge a notification; it comes again and is recognised");
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isConsuming() {
        return subscription.isConsuming();
    }

    /** Empty when all is well, and when this was closed. */
    public String problem() {
        return closing ? "" : subscription.problem();
    }

    @Override
    public void close() {
        closing = true;
        awaitWork();
        subscription.close();
    }

    private void awaitWork() {
        try {
            if (working.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                working.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
