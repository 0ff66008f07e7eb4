package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.trace.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker of one's own can be made to do. */
@Tag("long")
class BrokerLossTest {

    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static RabbitMqServer rabbit;
    private static String url;
    private RabbitBus serverBus;
    private RabbitBus clientBus;
    private TestRpc client;

    @BeforeAll
    static void startBroker() {
        rabbit = new RabbitMqServer(new RabbitMqServer.Settings(
                folder.resolve("rabbitmq"),
                folder.resolve("rabbitmq.log"),
                folder.resolve("run"),
                "caelum-loss-" + ProcessHandle.current().pid(),
                new RabbitMqServer.Access("caelum", "caelum"),
                "caelum",
                RabbitMqServer.Numbers.free()));
        rabbit.start();
        rabbit.awaitReady(START);
        url = "rabbit" + rabbit.endpoint().substring("amqp".length()) + "/caelum";
    }

    @AfterAll
    static void stopBroker() {
        rabbit.stop();
    }

    @BeforeEach
    void start() {
        serverBus = bus("server");
        serverBus.serve(TestRpc.class, new TestServer("one"), Serving.onEventLoop("one"));
        clientBus = bus("client");
        client = clientBus.client(TestRpc.class);
        awaitReady();
    }

    @AfterEach
    void stop() {
        clientBus.close();
        serverBus.close();
    }

    private static RabbitBus bus(String service) {
        return new RabbitBus(BusSettings.of(url, service, "one"), Buses.VERTX, Tracing.none());
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(() -> serverBus.isReady() && clientBus.isReady());
    }

    private static void deleteAll(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void everythingIsBackAfterTheBrokerStartedWithAnEmptyDisk() throws Exception {
        serverBus
                .declareNotificationTopic("nova", "notifications", "info")
                .await()
                .atMost(PATIENCE);
        assertThat(client.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
        rabbit.stop();
        assertThat(serverBus.isReady()).isFalse();
        assertThat(serverBus.problem()).contains("broker");
        await().pollDelay(Duration.ofSeconds(6))
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> client.add(1, 1).await().atMost(Duration.ofSeconds(1)))
                                .isInstanceOf(RpcUnreachableException.class));

        deleteAll(folder.resolve("rabbitmq"));
        rabbit.start();
        rabbit.awaitReady(START);

        await().atMost(Duration.ofSeconds(15)).until(() -> serverBus.isReady() && clientBus.isReady());
        assertThat(client.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
        assertThat(client.whoamiAt("one").await().atMost(PATIENCE)).isEqualTo("one as one");
        assertThat(rabbit.control(List.of("list_queues", "-p", "caelum", "name")))
                .contains("notifications.info");
    }

    @Test
    void aBrokerThatTakesNoMessagesIsReportedAndUsedAgainAfterwards() {
        rabbit.control(List.of("set_vm_memory_high_watermark", "0.00001"));

        assertThatThrownBy(() -> client.mark("x").await().atMost(PATIENCE))
                .isInstanceOfAny(RpcTimeoutException.class, RpcUnreachableException.class);
        assertThat(clientBus.problem()).contains("takes no messages");
        long begin = System.nanoTime();
        assertThatThrownBy(() -> client.whoami().await().atMost(PATIENCE)).isInstanceOf(RpcUnreachableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));

        rabbit.control(List.of("set_vm_memory_high_watermark", "0.6"));

        awaitReady();
        assertThat(client.add(1, 1).await().atMost(PATIENCE)).isEqualTo(2);
    }
}
