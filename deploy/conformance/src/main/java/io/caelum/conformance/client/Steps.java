package io.caelum.conformance.client;

import static io.caelum.conformance.client.Check.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.caelum.platform.bus.Address;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What the wire specification has a client do, in its order. */
final class Steps {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    private final RabbitBus bus;
    private final Address address;
    private final List<String> servers;
    private final SilentServer silent;
    private final Peers.Anybody anybody;
    private final Peers.Named named;

    Steps(RabbitBus bus, Address address, List<String> servers, SilentServer silent) {
        this.bus = bus;
        this.address = address;
        this.servers = servers;
        this.silent = silent;
        this.anybody = client(Peers.Anybody.class);
        this.named = client(Peers.Named.class);
    }

    private <T> T client(Class<T> contract) {
        return bus.client(contract, address);
    }

    /** By name, in order. */
    Map<String, Consumer<Check>> all() {
        var all = new LinkedHashMap<String, Consumer<Check>>();
        all.put("echo", this::echo);
        all.put("add", this::add);
        all.put("context", this::context);
        all.put("fail", this::fail);
        all.put("dispatch", this::dispatch);
        all.put("whoami", this::whoami);
        all.put("mark", this::mark);
        all.put("timeout", this::timeout);
        all.put("call_monitor", this::callMonitor);
        all.put("parallel", this::parallel);
        all.put("absent_server", this::absentServer);
        return all;
    }

    private void echo(Check check) {
        for (String value : List.of(
                "null",
                "true",
                "7",
                "4611686018427387904",
                "1.5",
                "\"\"",
                "\"h\u00e9\u20ac \\\"quoted\\\" \ud83d\ude00\"",
                "[]",
                "[1, [2, [null]]]",
                "{\"a\": {\"b\": [], \"c\": {\"\u00e9\": 1.25}}}")) {
            JsonNode sent = json(value);
            check.equal("echo " + value, answer(anybody.echo(sent)), sent);
        }
        var large = TextNode.valueOf("x\u20ac".repeat(500_000));
        check.equal("echo of 1 MB", answer(anybody.echo(large)), large);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private void add(Check check) {
        check.equal("2 + 40", answer(anybody.add(2, 40)), json("42"));
    }

    private void context(Check check) {
        var nested = Map.<String, Object>of("deep", List.of(1, "\u20ac", Map.of("x", true)));
        var caller = RequestContext.fromWire(Map.of(
                "user_id", "u-1",
                "project_id", "p-1",
                "request_id", "req-4d4d4d4d-4d4d-4d4d-8d4d-4d4d4d4d4d04",
                "roles", List.of("member", "reader"),
                "nested", nested));
        Map<String, Object> got = answer(CurrentContext.callAs(caller, anybody::context));
        caller.toWire().forEach((key, value) -> check.equal(key, got.get(key), value));
        check.holds("no keys but ours", caller.toWire().keySet().containsAll(got.keySet()), got.keySet());
    }

    private void fail(Check check) {
        check.fails("value", () -> anybody.fail("value", "bad"), is(IllegalArgumentException.class, "ValueError"));
        check.fails("key", () -> anybody.fail("key", "k"), is(RpcRemoteException.class, "KeyError"));
        check.fails("custom", () -> anybody.fail("custom", "text"), is(ConformanceException.class, "ConformanceError"));
        check.fails(
                "custom_kwargs",
                () -> anybody.fail("custom_kwargs", "why"),
                is(ConformanceException.class, "ConformanceError")
                        .and(e -> Integer.valueOf(42)
                                .equals(Failures.remote(e).keywords().get("code"))));
        check.fails(
                "unlisted",
                () -> anybody.fail("unlisted", "odd"),
                is(RpcRemoteException.class, "UnlistedError")
                        .and(e -> Failures.remote(e).module().equals("some.unlisted.module")));
    }

    private static Predicate<Throwable> is(Class<?> type, String remoteClass) {
        return e -> type.isInstance(e)
                && Failures.remote(e) != null
                && Failures.remote(e).className().equals(remoteClass);
    }

    private void dispatch(Check check) {
        check.fails("unknown method", anybody::noSuchMethod, is(RpcRemoteException.class, "NoSuchMethod"));
        check.fails("_hidden", anybody::__hidden, is(RpcRemoteException.class, "NoSuchMethod"));
        unserved(check, "version 1.3", Peers.NewerMinor.class);
        unserved(check, "version 1.2.1", Peers.NewerRevision.class);
        unserved(check, "version 2.0", Peers.NewerMajor.class);
        unserved(check, "unknown namespace", Peers.OtherNamespace.class);
        check.equal(
                "ping of namespace extra",
                answer(client(Peers.Extra.class).ping("there")),
                List.of(json("\"pong\""), json("\"there\"")));
    }

    private void unserved(Check check, String what, Class<? extends Peers.Unserved> contract) {
        check.fails(what, client(contract)::whoami, is(RpcRemoteException.class, "UnsupportedVersion"));
    }

    private void whoami(Check check) {
        for (String server : servers) {
            check.equal("directed to " + server, answer(named.whoami(server)), server);
        }
        var answering = new TreeSet<String>();
        for (int i = 0; i < 10; i++) {
            answering.add(answer(anybody.whoami()));
        }
        check.equal("those who answer undirected", answering, new TreeSet<>(servers));
    }

    private void mark(Check check) {
        String all = "all-" + UUID.randomUUID();
        String one = "one-" + UUID.randomUUID();
        answer(client(Peers.Everybody.class).mark(all));
        answer(anybody.mark(one));
        awaitArrival(() -> servers.stream().allMatch(server -> marked(server, all) > 0)
                && servers.stream().anyMatch(server -> marked(server, one) > 0));
        // a second copy would be just behind the first
        pause(Duration.ofMillis(300));
        servers.forEach(server -> check.equal("fanout at " + server, marked(server, all), 1L));
        long times = servers.stream().mapToLong(server -> marked(server, one)).sum();
        check.equal("cast to the topic, in all", times, 1L);
    }

    private long marked(String server, String id) {
        return answer(named.marks(server)).stream()
                .filter(mark -> mark.asText().equals(id))
                .count();
    }

    private interface Arrival {
        boolean isThere();
    }

    private static void awaitArrival(Arrival arrival) {
        long end = System.nanoTime() + ARRIVAL.toNanos();
        while (!arrival.isThere() && System.nanoTime() < end) {
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void timeout(Check check) {
        Duration took = took(() -> check.fails(
                "sleep(2) within 1 s", () -> client(Peers.Impatient.class).sleep(2), isTimeout()));
        check.holds("timeout within 2 s", took.compareTo(Duration.ofSeconds(2)) < 0, took);
        check.equal("echo afterwards", answer(anybody.echo(json("1"))), json("1"));
        check.tell("took_ms", took.toMillis());
    }

    private void callMonitor(Check check) {
        check.equal(
                "sleep(5) monitored within 2 s each",
                answer(client(Peers.Monitoring.class).sleep(5)),
                "slept");
        Duration took = took(() -> check.fails("a silent server", () -> named.sleep(silent.name(), 5), isTimeout()));
        check.holds(
                "silence ends it after 2 s",
                took.compareTo(Duration.ofMillis(1_900)) > 0 && took.compareTo(Duration.ofSeconds(5)) < 0,
                took);
        check.tell("took_ms", took.toMillis());
    }

    private static Predicate<Throwable> isTimeout() {
        return RpcTimeoutException.class::isInstance;
    }

    private static Duration took(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void parallel(Check check) {
        var calls = IntStream.range(0, 20)
                .mapToObj(i -> anybody.echo(json(Integer.toString(i))))
                .toList();
        var answers = answer(Uni.join().all(calls).andCollectFailures());
        check.equal(
                "answers",
                answers.stream().map(JsonNode::asInt).toList(),
                IntStream.range(0, 20).boxed().toList());
    }

    /** Our calls always are mandatory: what would be a timeout without is an error at once. */
    private void absentServer(Check check) {
        var absent = client(Peers.Absent.class);
        Duration took = took(() -> check.fails(
                "unroutable",
                () -> absent.whoami("absent-" + UUID.randomUUID()),
                RpcUnreachableException.class::isInstance));
        check.holds("immediate", took.compareTo(Duration.ofMillis(900)) < 0, took);
        check.tell("took_ms", took.toMillis());
    }

    /** True if a peer below the library answers, which knows these methods. */
    boolean isFrameLevel() {
        try {
            return answer(client(Peers.FrameLevel.class).twoPart("there?")) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    void frameLevel(Check check) {
        var peer = client(Peers.FrameLevel.class);
        check.equal("two_part", answer(peer.twoPart("a")), json("\"a\""));
        check.equal("beats", answer(peer.beats(3)), "done");
        check.equal("stray", answer(peer.stray("b")), json("\"b\""));
        check.equal("twice", answer(peer.twice("c")), json("\"c\""));
        check.fails("bare_failure", peer::bareFailure, is(IllegalArgumentException.class, "ValueError"));
        check.fails("java_failure", peer::javaFailure, is(RpcRemoteException.class, "IllegalStateException"));
        check.fails("slow_then_dead", peer::slowThenDead, isTimeout());
        check.equal("echo afterwards", answer(anybody.echo(json("1"))), json("1"));
    }
}
