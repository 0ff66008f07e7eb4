package io.caelum.platform.bus;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves {@link TestRpc}, remembers what it was told. */
final class TestServer implements TestRpc {

    final String name;
    final List<String> marks = new CopyOnWriteArrayList<>();
    final AtomicInteger inWork = new AtomicInteger();
    final AtomicInteger mostInWork = new AtomicInteger();

    TestServer(String name) {
        this.name = name;
    }

    @Override
    public Uni<JsonNode> echo(JsonNode value) {
        return Uni.createFrom().item(value);
    }

    @Override
    public Uni<Long> add(long a, long b) {
        return Uni.createFrom().item(a + b);
    }

    @Override
    public Uni<Things> things(Things things, Optional<Integer> extra) {
        return Uni.createFrom().item(things);
    }

    @Override
    public Uni<Void> fail(String kind, String message) {
        return switch (kind) {
            case "fault" -> throw new Fault(Fault.Kind.CONFLICT, "PortInUse", message);
            case "bug" -> throw new IllegalStateException(message);
            case "value" -> Uni.createFrom().failure(new RpcRemoteException("builtins", "ValueError", message, ""));
            default -> Uni.createFrom().failure(new RpcRemoteException("conformance_exc", kind, message, ""));
        };
    }

    @Override
    public Uni<String> sleep(double seconds) {
        mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
        return Uni.createFrom()
                .item("slept")
                .onItem()
                .delayIt()
                .by(Duration.ofMillis((long) (seconds * 1000)))
                .onTermination()
                .invoke(inWork::decrementAndGet);
    }

    @Override
    public Uni<String> longSleep(double seconds) {
        return sleep(seconds);
    }

    @Override
    public Uni<String> whoami() {
        return Uni.createFrom().item(name);
    }

    @Override
    public Uni<String> whoamiAt(String host) {
        return Uni.createFrom().item(name + " as " + host);
    }

    @Override
    public Uni<Map<String, Object>> context() {
        return Uni.createFrom().item(CurrentContext.get().toWire());
    }

    @Override
    public Uni<Void> markAll(String id) {
        return mark(id);
    }

    @Override
    public Uni<Void> mark(String id) {
        marks.add(id);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> markSoonAt(String host, String id) {
        return mark(id);
    }

    @Override
    public Uni<Void> markAt(String host, String id) {
        return mark(id);
    }

    @Override
    public Uni<List<String>> marks(String host) {
        return Uni.createFrom().item(List.copyOf(marks));
    }
}
