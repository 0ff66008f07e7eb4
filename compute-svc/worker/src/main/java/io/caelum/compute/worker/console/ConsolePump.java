package io.caelum.compute.worker.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Carries bytes between a web socket and a guest's console until one of them closes. Each direction has a virtual thread,
 * which waits when the other side is slower.
 */
final class ConsolePump {

    private static final Logger LOG = Logger.getLogger(ConsolePump.class);
    private static final int PIECE = 16 * 1024;
    private static final int MOST_WAITING = 64;
    private static final Buffer END = Buffer.buffer();
    /** RFC 6455, 7.4.1: the server cannot do what was asked. */
    private static final short CANNOT = 1011;

    private final ServerWebSocket web;
    private final Path path;
    private final LinkedBlockingQueue<Buffer> toGuest = new LinkedBlockingQueue<>();

    ConsolePump(ServerWebSocket web, Path path) {
        this.web = web;
        this.path = path;
    }

    void begin() {
        web.binaryMessageHandler(this::offer);
        web.textMessageHandler(text -> offer(Buffer.buffer(text)));
        web.closeHandler(closed -> toGuest.add(END));
        Thread.ofVirtual().name("console").start(this::run);
    }

    private void offer(Buffer bytes) {
        if (bytes.length() > 0) {
            toGuest.add(bytes);
        }
        if (toGuest.size() > MOST_WAITING) {
            web.pause();
        }
    }

    private void run() {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            Thread writer = Thread.ofVirtual().name("console-input").start(() -> write(channel));
            read(channel);
            toGuest.add(END);
            writer.join();
        } catch (IOException e) {
            LOG.infof("a console cannot be connected: error=%s", e.getMessage());
            web.close(CANNOT, "The guest's console does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            web.close();
        }
    }

    private void read(SocketChannel channel) throws InterruptedException {
        var piece = ByteBuffer.allocate(PIECE);
        try {
            while (channel.read(piece) >= 0) {
                piece.flip();
                var bytes = new byte[piece.remaining()];
                piece.get(bytes);
                piece.clear();
                web.writeBinaryMessage(Buffer.buffer(bytes))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
            }
        } catch (IOException | ExecutionException closed) {
            LOG.debugf("a console is closed: %s", closed.getMessage());
        }
    }

    private void write(SocketChannel channel) {
        try (channel) {
            for (Buffer bytes = toGuest.take(); bytes != END; bytes = toGuest.take()) {
                if (toGuest.size() <= MOST_WAITING / 2) {
                    web.resume();
                }
                var piece = ByteBuffer.wrap(bytes.getBytes());
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
        } catch (IOException closed) {
            LOG.debugf("a console is closed: %s", closed.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
