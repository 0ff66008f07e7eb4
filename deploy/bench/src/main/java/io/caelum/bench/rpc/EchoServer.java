package io.caelum.bench.rpc;

import io.caelum.platform.bus.BusSettings;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.trace.Tracing;
import io.smallrye.mutiny.Uni;
import java.io.IOException;

/** The server's process: serves until its input ends. */
public final class EchoServer {

    private EchoServer() {}

    /** @param arguments address of the broker */
    public static void main(String[] arguments) throws IOException {
        try (var bus = new RabbitBus(BusSettings.of(arguments[0], "bench-server", "bench"), null, Tracing.none())) {
            bus.serve(
                    EchoRpc.class,
                    text -> Uni.createFrom().item(text),
                    Serving.onVirtualThreads("bench").withPrefetch(64));
            while (System.in.read() >= 0) {
                // nothing is said to it; its end is that of the one who started it
            }
        }
    }
}
