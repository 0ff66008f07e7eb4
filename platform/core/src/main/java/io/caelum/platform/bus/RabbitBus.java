package io.caelum.platform.bus;

import io.caelum.platform.bus.broker.Binding;
import io.caelum.platform.bus.broker.DeadLetters;
import io.caelum.platform.bus.broker.Link;
import io.caelum.platform.bus.broker.Naming;
import io.caelum.platform.bus.broker.Publisher;
import io.caelum.platform.bus.broker.QueueDepths;
import io.caelum.platform.bus.broker.Standing;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Listener;
import io.caelum.platform.bus.notify.Listening;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.notify.NotificationFormat;
import io.caelum.platform.bus.notify.Telling;
import io.caelum.platform.bus.rpc.EventLoops;
import io.caelum.platform.bus.rpc.RpcClient;
import io.caelum.platform.bus.rpc.RpcServer;
import io.caelum.platform.trace.Tracing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The bus on RabbitMQ. Two connections: one on which messages go out, so that a broker which refuses messages does not
 * keep others from coming in on the second.
 */
public final class RabbitBus implements Bus {

    private static final Logger LOG = Logger.getLogger(RabbitBus.class);

    private record Place(Address address, String host) {}

    private final BusCounters counters;
    private final ScheduledThreadPoolExecutor timer;
    private final Link outgoing;
    private final Link incoming;
    private final Publisher publisher;
    private final RpcClient rpcClient;
    private final RpcServer.Surroundings surroundings;
    private final Map<Place, RpcServer> servers = new LinkedHashMap<>();
    private final List<Listening> listenings = new CopyOnWriteArrayList<>();
    private final Naming naming;
    private final EventLoops eventLoops;
    private final Standing standing;
    private final DeadLetters deadLetters;
    private final QueueDepths depths;
    private boolean closed;

    /** @param vertx null in programs without Vert.x, which then serve on virtual threads only */
    public RabbitBus(BusSettings settings, @Nullable Vertx vertx, Tracing tracing) {
        this(settings, vertx, tracing, new BusCounters());
    }

    RabbitBus(BusSettings settings, @Nullable Vertx vertx, Tracing tracing, BusCounters counters) {
        this.counters = counters;
        String name = settings.service() + "@" + settings.host() + ":"
                + ProcessHandle.current().pid();
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("bus-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        outgoing = new Link(settings.url(), name + ":out");
        incoming = new Link(settings.url(), name + ":in");
        publisher = new Publisher(outgoing, name);
        naming = new Naming(settings);
        eventLoops = new EventLoops(vertx);
        standing = new Standing(outgoing, name);
        depths = new QueueDepths(outgoing);
        deadLetters = new DeadLetters(outgoing, publisher, name, counters.deadLetters);
        rpcClient = new RpcClient(publisher, incoming, naming, tracing, timer, counters);
        surroundings = RpcServer.Surroundings.of(
                incoming, naming, publisher, timer, tracing, eventLoops, deadLetters, counters);
    }

    @Override
    public <T> T client(Class<T> contract) {
        return client(contract, Address.of(contract));
    }

    /** The client of a contract that is served elsewhere than its annotation says. */
    public <T> T client(Class<T> contract, Address address) {
        return rpcClient.client(contract, address);
    }

    @Override
    public <T> Served serve(Class<T> contract, T implementation, Serving serving) {
        return serve(contract, Address.of(contract), implementation, serving);
    }

    /** Serves a contract elsewhere than its annotation says. */
    public synchronized <T> Served serve(Class<T> contract, Address address, T implementation, Serving serving) {
        var place = new Place(address, serving.host());
        RpcServer running = servers.get(place);
        if (running != null && !running.isClosed()) {
            return running.add(contract, address, implementation, serving);
        }
        var server = new RpcServer(surroundings, contract, address, implementation, serving);
        servers.put(place, server);
        return server.served();
    }

    @Override
    public Uni<Void> declareNotificationTopic(String exchange, String topic, String priority) {
        String key = NotificationFormat.routingKey(topic, priority);
        return standing.require(new Binding(naming.control(exchange), naming.shared(key), key));
    }

    @Override
    public Uni<Void> tell(String exchange, String topic, Notification notification) {
        return tell(exchange, topic, notification, true);
    }

    /** @param inEnvelope as Python's driver {@code messagingv2} does; the older {@code messaging} does not */
    public Uni<Void> tell(String exchange, String topic, Notification notification, boolean inEnvelope) {
        return Telling.by(publisher, naming.control(exchange), topic, notification, inEnvelope);
    }

    @Override
    public synchronized Served listen(Audience audience, Listener listener) {
        var listening = new Listening(incoming, naming, eventLoops, deadLetters, counters, audience, listener);
        listenings.add(listening);
        return listening;
    }

    @Override
    public boolean isReady() {
        return problem().isEmpty();
    }

    @Override
    public long connections() {
        return incoming.connections();
    }

    @Override
    public Map<String, Long> queueDepths() {
        return depths.of(Stream.concat(
                        running().stream().flatMap(server -> server.queues().stream()),
                        listenings.stream().flatMap(listening -> listening.queues().stream()))
                .distinct()
                .toList());
    }

    @Override
    public String problem() {
        var problems = new ArrayList<String>();
        if (!outgoing.problem().isEmpty()) {
            problems.add(outgoing.problem());
        } else if (!incoming.problem().isEmpty()) {
            problems.add(incoming.problem());
        } else {
            if (!rpcClient.isConsuming()) {
                problems.add(rpcClient.problem());
            }
            for (RpcServer server : running()) {
                if (!server.isConsuming()) {
                    problems.add(server.problem());
                }
            }
            if (!standing.isDeclared()) {
                problems.add("notification queues are not declared yet");
            }
            listenings.stream()
                    .map(Listening::problem)
                    .filter(p -> !p.isEmpty())
                    .forEach(problems::add);
        }
        return String.join("; ", problems);
    }

    private synchronized List<RpcServer> running() {
        return servers.values().stream().filter(server -> !server.isClosed()).toList();
    }

    public BusCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<RpcServer> serving = running();
        serving.forEach(RpcServer::drain);
        publisher.close();
        listenings.forEach(Listening::close);
        serving.forEach(RpcServer::close);
        rpcClient.close();
        timer.shutdownNow();
        incoming.close();
        outgoing.close();
        LOG.debugf("The bus is closed: %s", counters);
    }
}
