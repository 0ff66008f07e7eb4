package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast calls are, beside the plain client doing the least that a call needs. Prints; asserts only that it works. */
@Tag("long")
class ThroughputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SECONDS = Integer.getInteger("throughput.seconds", 4);

    private interface Caller {
        void call() throws Exception;
    }

    private static void measure(String what, int callers, Caller caller) throws Exception {
        long[][] took = new long[callers][];
        var start = new CountDownLatch(1);
        var threads = new Thread[callers];
        for (int c = 0; c < callers; c++) {
            int me = c;
            threads[c] = Thread.ofVirtual().start(() -> {
                long[] mine = new long[400_000];
                int n = 0;
                try {
                    start.await();
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                    for (long now = System.nanoTime(); now < end && n < mine.length; n++) {
                        caller.call();
                        long after = System.nanoTime();
                        mine[n] = after - now;
                        now = after;
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                took[me] = Arrays.copyOf(mine, n);
            });
        }
        long cpuBefore = cpuNanos();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        long[] all = Arrays.stream(took).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%-28s %3d callers: %6d/s  p50 %.2f ms  p99 %.2f ms  %3d us CPU each%n",
                what,
                callers,
                all.length / SECONDS,
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6,
                (cpuNanos() - cpuBefore) / 1000 / all.length);
        assertThat(all.length).isPositive();
    }

    /** Of this process, which is client and server. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Test
    void callsBesideThePlainClient() throws Exception {
        try (TestBroker broker = TestBroker.fresh()) {
            var text = TextNode.valueOf("x".repeat(64));
            var loop = broker.bus("server", "loop");
            loop.serve(TestRpc.class, new TestServer("loop"), Serving.onEventLoop("loop"));
            var clientBus = broker.bus("client", "here");
            var client = clientBus.client(TestRpc.class);
            await().atMost(PATIENCE).until(() -> loop.isReady() && clientBus.isReady());
            try (var raw = new Raw(broker, false);
                    var careful = new Raw(broker, true)) {
                for (int round = 0; round < 3; round++) {
                    for (int callers : new int[] {1, 16, 64}) {
                        measure("plain client", callers, raw::call);
                        measure("plain client, same promises", callers, careful::call);
                        measure("bus", callers, () -> client.echo(text).await().atMost(PATIENCE));
                    }
                }
            }
        }
    }

    /**
     * Request, reply queue, correlation id: nothing else. Or, carefully, also what the bus asks of the broker: confirms,
     * mandatory messages, acknowledgements, expiration; still without JSON, context, deadlines and traces.
     */
    private static final class Raw implements AutoCloseable {

        private static final byte[] BODY = new byte[450];
        private final Connection connection;
        private final Connection server;
        private final Channel out;
        private final ConcurrentHashMap<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
        private final boolean careful;
        private final String requests;
        private final String replies;

        Raw(TestBroker broker, boolean careful) throws Exception {
            this.careful = careful;
            requests = "requests-" + careful;
            replies = "replies-" + careful;
            connection = broker.connection();
            server = broker.connection();
            Channel serve = server.createChannel();
            serve.queueDeclare(requests, false, false, true, null);
            serve.basicQos(64);
            confirm(serve);
            serve.basicConsume(requests, !careful, new DefaultConsumer(serve) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                        throws IOException {
                    if (careful) {
                        serve.basicAck(envelope.getDeliveryTag(), false);
                    }
                    serve.basicPublish("", properties.getReplyTo(), careful, properties, body);
                }
            });
            out = connection.createChannel();
            confirm(out);
            Channel in = connection.createChannel();
            in.queueDeclare(replies, false, false, true, null);
            in.basicConsume(replies, true, new DefaultConsumer(in) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                    waiting.remove(properties.getCorrelationId()).complete(body);
                }
            });
        }

        private void confirm(Channel channel) throws IOException {
            if (careful) {
                channel.confirmSelect();
                channel.addConfirmListener((tag, multiple) -> {}, (tag, multiple) -> {});
            }
        }

        void call() throws Exception {
            var answer = new CompletableFuture<byte[]>();
            String id = new UUID(
                            ThreadLocalRandom.current().nextLong(),
                            ThreadLocalRandom.current().nextLong())
                    .toString();
            waiting.put(id, answer);
            out.basicPublish(
                    "",
                    requests,
                    careful,
                    new BasicProperties.Builder()
                            .replyTo(replies)
                            .correlationId(id)
                            .contentType("application/json")
                            .expiration(careful ? "10000" : null)
                            .build(),
                    BODY);
            answer.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            connection.close();
            server.close();
        }
    }
}
