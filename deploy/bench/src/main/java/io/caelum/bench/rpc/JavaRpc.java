package io.caelum.bench.rpc;

import io.caelum.bench.measure.Figures;
import io.caelum.bench.measure.Load;
import io.caelum.bench.measure.Samples;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.BusSettings;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.trace.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Our bus. */
public final class JavaRpc implements Side {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TEXT = "x".repeat(64);

    private final Process server;
    private final Bus bus;
    private final EchoRpc echo;

    private JavaRpc(Process server, Bus bus) {
        this.server = server;
        this.bus = bus;
        this.echo = bus.client(EchoRpc.class);
    }

    public static JavaRpc start(String broker) {
        try {
            var server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EchoServer.class.getName(),
                            broker)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var bus = new RabbitBus(BusSettings.of(broker, "bench-client", "bench"), null, Tracing.none());
            var rpc = new JavaRpc(server, bus);
            rpc.awaitAnswer();
            return rpc;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                echo.echo(TEXT).await().atMost(PATIENCE);
                return;
            } catch (RuntimeException notYet) {
                if (System.nanoTime() > end) {
                    close();
                    throw notYet;
                }
                pause();
            }
        }
    }

    @Override
    public Figures measure(int callers, Duration bound) {
        load(callers, Duration.ofSeconds(1));
        return Figures.of("caelum " + callers, load(callers, bound), null, null);
    }

    private Samples load(int callers, Duration bound) {
        return new Load(Integer.MAX_VALUE, callers, bound)
                .run(number -> echo.echo(TEXT).await().atMost(Duration.ofSeconds(10)));
    }

    @Override
    public void close() {
        bus.close();
        server.destroy();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
