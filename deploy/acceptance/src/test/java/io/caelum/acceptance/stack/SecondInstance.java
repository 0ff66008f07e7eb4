package io.caelum.acceptance.stack;

import static org.awaitility.Awaitility.await;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Ports;
import java.time.Duration;
import java.util.Map;

/** One more process of a service of the stack under test, beside the stack's own, until it is closed. */
public final class SecondInstance implements AutoCloseable {

    private static final Duration READY_BOUND = Duration.ofSeconds(60);

    private final JavaService service;

    private SecondInstance(JavaService service) {
        this.service = service;
    }

    /** @return one that is ready */
    public static SecondInstance of(String process) {
        JavaService first = Stack.of(Home.current()).service(process);
        String name = process + "-second";
        int port = Ports.free();
        var second = new SecondInstance(new JavaService(
                        name,
                        port,
                        first.application(),
                        first.jvm(),
                        first.environment(),
                        first.javaHome(),
                        first.directory(),
                        first.log().resolveSibling(name + ".log"),
                        first.pidFile().resolveSibling(name + ".pid"),
                        first.purpose())
                .with(Map.of("QUARKUS_HTTP_PORT", Integer.toString(port), "CAELUM_HOST", name)));
        second.service.start();
        try {
            await(name)
                    .atMost(READY_BOUND)
                    .until(() -> second.service.condition().isReady());
        } catch (RuntimeException e) {
            second.close();
            throw e;
        }
        return second;
    }

    public String address() {
        return "http://127.0.0.1:" + service.port();
    }

    @Override
    public void close() {
        service.stop();
    }
}
