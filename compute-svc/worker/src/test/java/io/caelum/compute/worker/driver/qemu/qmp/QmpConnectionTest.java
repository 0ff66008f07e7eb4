package io.caelum.compute.worker.driver.qemu.qmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QmpConnectionTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String GREETING = "{\"QMP\": {\"version\": {}, \"capabilities\": []}}";

    @TempDir
    Path folder;

    private final List<QmpEvent> heard = new CopyOnWriteArrayList<>();
    private Path socket;
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        socket = folder.resolve("qmp");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private interface Script {
        void play(BufferedReader in, PrintWriter out) throws IOException;
    }

    /** Greets, lets the other side begin, and then does what the script says. */
    private void play(Script script) {
        Thread.ofVirtual().start(() -> {
            try (var channel = listener.accept()) {
                var in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                var out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
                out.println(GREETING);
                in.readLine();
                out.println("{\"return\": {}, \"id\": 1}");
                script.play(in, out);
            } catch (IOException ended) {
                // the other side has had enough
            }
        });
    }

    private QmpConnection open() throws Exception {
        return QmpConnection.open(socket, SOON, heard::add);
    }

    @Test
    void answersFindTheirQuestionsAcrossEvents() throws Exception {
        play((in, out) -> {
            assertThat(in.readLine()).contains("\"execute\":\"query-status\"", "\"id\":2");
            out.println("{\"event\": \"STOP\", \"data\": {}}");
            out.println("{\"return\": {\"status\": \"late\"}, \"id\": 99}");
            out.println("{\"return\": {\"status\": \"running\"}, \"id\": 2}");
        });

        try (var qmp = open()) {
            assertThat(qmp.execute("query-status").path("status").asText()).isEqualTo("running");
        }
        assertThat(heard).extracting(QmpEvent::name).containsExactly("STOP");
    }

    @Test
    void aRefusalSaysWhatQemuSaid() {
        play((in, out) -> {
            in.readLine();
            out.println("{\"error\": {\"class\": \"GenericError\", \"desc\": \"No such disk\"}, \"id\": 2}");
        });

        assertThatThrownBy(() -> {
                    try (var qmp = open()) {
                        qmp.execute("blockdev-del", Map.of("node-name", "x"));
                    }
                })
                .isInstanceOf(QmpException.class)
                .hasMessage("No such disk");
    }

    @Test
    void anEndInTheMiddleOfAQuestionIsAFailureAtOnce() {
        play((in, out) -> in.readLine());

        assertThatThrownBy(() -> {
                    try (var qmp = open()) {
                        qmp.execute("query-status");
                    }
                })
                .isInstanceOf(QmpException.class)
                .hasMessageContaining("ended the connection");
    }

    @Test
    void whatIsNoJsonEndsTheConnection() {
        play((in, out) -> {
            in.readLine();
            out.println("what?");
            in.readLine();
        });

        assertThatThrownBy(() -> {
                    try (var qmp = open()) {
                        qmp.execute("query-status");
                    }
                })
                .isInstanceOf(QmpException.class);
    }

    @Test
    void anEventThatComesBeforeTheAnswerIsNotMissed() throws Exception {
        play((in, out) -> {
            in.readLine();
            out.println("{\"event\": \"DEVICE_DELETED\", \"data\": {\"device\": \"nic\"}}");
            out.println("{\"return\": {}, \"id\": 2}");
            in.readLine();
        });

        try (var qmp = open()) {
            QmpEvent event = qmp.await(
                    e -> e.is("DEVICE_DELETED") && e.has("device", "nic"),
                    SOON,
                    () -> qmp.execute("device_del", Map.of("id", "nic")));
            assertThat(event.name()).isEqualTo("DEVICE_DELETED");
        }
    }

    @Test
    void whoDoesNotGreetIsNotWaitedForForEver() {
        Thread.ofVirtual().start(() -> {
            try (var channel = listener.accept()) {
                channel.read(java.nio.ByteBuffer.allocate(1));
            } catch (IOException ended) {
                // as it should be
            }
        });

        assertThatThrownBy(() -> QmpConnection.open(socket, Duration.ofMillis(100), heard::add))
                .isInstanceOf(QmpException.class)
                .hasMessageContaining("greeting");
    }

    @Test
    void nobodyThereIsAFailure() {
        assertThatThrownBy(() -> QmpConnection.open(folder.resolve("none"), SOON, heard::add))
                .isInstanceOf(QmpException.class);
    }
}
