package io.caelum.platform.bus.broker;

import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Exchanges, queues and bindings that are to exist as long as this process lives, although others send to and read from
 * them: declared when first asked for, after every reconnection, and now and then in case somebody deleted them.
 */
public final class Standing {

    private static final Logger LOG = Logger.getLogger(Standing.class);
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final Link link;
    private final List<Binding> bindings = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

    private volatile boolean declaredHere;

    private record Wish(Binding binding, CompletableFuture<Void> declared) {}

    public Standing(Link link, String name) {
        this.link = link;
        Thread.ofVirtual().name("bus-declare " + name).start(this::work);
    }

    /** Completes when it exists for the first time. */
    public Uni<Void> require(Binding binding) {
        var wish = new Wish(binding, new CompletableFuture<>());
        wishes.add(wish);
        return Uni.createFrom().completionStage(wish.declared());
    }

    private void work() {
        while (!link.isClosing()) {
            try {
                Connection connection = link.await(Duration.ofMillis(500));
                if (connection != null) {
                    keep(connection);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                LOG.debugf(e, "Could not declare everything, trying again");
                link.pause(Duration.ofMillis(500));
            }
        }
    }

    /** True while everything asked for exists on the present connection, as far as we know. */
    public boolean isDeclared() {
        return declaredHere && link.isUp() && wishes.isEmpty();
    }

    private void keep(Connection connection) throws IOException, InterruptedException {
        try {
            declareWhileOpen(connection);
        } finally {
            declaredHere = false;
        }
    }

    private void declareWhileOpen(Connection connection) throws IOException, InterruptedException {
        long declaredNanos = System.nanoTime() - AGAIN.toNanos();
        while (connection.isOpen() && !link.isClosing()) {
            if (System.nanoTime() - declaredNanos >= AGAIN.toNanos()) {
                for (Binding binding : bindings) {
                    declare(connection, binding);
                }
                declaredHere = true;
                declaredNanos = System.nanoTime();
            }
            Wish wish = wishes.poll(500, TimeUnit.MILLISECONDS);
            if (wish != null) {
                fulfil(connection, wish);
            }
        }
    }

    private void fulfil(Connection connection, Wish wish) throws IOException {
        try {
            declare(connection, wish.binding());
        } catch (IOException | RuntimeException e) {
            wishes.add(wish);
            throw e;
        }
        if (!bindings.contains(wish.binding())) {
            bindings.add(wish.binding());
        }
        wish.declared().complete(null);
    }

    private static void declare(Connection connection, Binding binding) throws IOException {
        Topology.inOwnChannel(connection, channel -> Topology.declare(channel, binding.exchange()));
        Topology.inOwnChannel(connection, channel -> Topology.declare(channel, binding.queue()));
        Topology.inOwnChannel(connection, channel -> Topology.bind(channel, binding));
    }
}
