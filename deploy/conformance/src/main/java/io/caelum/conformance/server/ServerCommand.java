package io.caelum.conformance.server;

import io.caelum.conformance.BusOptions;
import io.caelum.conformance.JsonLines;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.bus.Serving;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = {
            "Serves echo, add, fail, sleep, whoami, context, mark, marks and reset in version 1.2, and ping of the"
                    + " namespace extra in version 2.0, until it is stopped.",
            "Prints {\"ready\": true, ...} when it takes messages."
        })
public final class ServerCommand implements Runnable {

    /** So many sleepers do not keep others waiting. */
    private static final int MOST_AT_ONCE = 256;

    @Mixin
    BusOptions options;

    @Option(names = "--topic", defaultValue = "conformance", description = "default: ${DEFAULT-VALUE}")
    String topic;

    @Option(
            names = {"--server", "--name"},
            defaultValue = "server-1",
            description = "name of this server, by which callers direct messages to it (default: ${DEFAULT-VALUE})")
    String server;

    @Spec
    CommandSpec spec;

    private final CountDownLatch stopping = new CountDownLatch(1);

    @Override
    public void run() {
        try (var bus = options.connect("conformance-server", server)) {
            Runtime.getRuntime().addShutdownHook(new Thread(bus::close));
            serve(bus);
            while (!bus.isReady() && !stopping.await(20, TimeUnit.MILLISECONDS)) {
                // The bus says on standard error what it waits for.
            }
            JsonLines.of(spec).print(Map.of("ready", true, "server", server));
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(RabbitBus bus) {
        var serving = Serving.inOrder(server).withPrefetch(MOST_AT_ONCE);
        bus.serve(EndpointRpc.class, options.address(topic), new Endpoint(server), serving);
        ExtraRpc extra = arg -> Uni.createFrom().item(List.of("pong", arg));
        bus.serve(ExtraRpc.class, options.address(topic), extra, serving);
    }

    /** For tests, which run it in their own process. */
    public void stop() {
        stopping.countDown();
    }
}
