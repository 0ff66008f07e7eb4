package io.caelum.acceptance.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between the services and the broker. It can fall silent, as a network that loses every packet: connections stay,
 * nothing passes. It can be slow. And somebody may listen to what the services say.
 */
final class BrokerProxy implements AutoCloseable {

    private static final int CHUNK = 16 << 10;

    private final ServerSocket door;
    private final int broker;
    private final Echo echo;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition speaksAgain = lock.newCondition();
    private volatile boolean silent;
    private volatile int mostDelayMillis;

    BrokerProxy(int broker, Echo echo) {
        try {
            this.door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.broker = broker;
        this.echo = echo;
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    void fallSilent() {
        silent = true;
    }

    void speak() {
        lock.lock();
        try {
            silent = false;
            speaksAgain.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Each piece of a conversation waits up to so long, and keeps its place. */
    void delay(int mostMillis) {
        mostDelayMillis = mostMillis;
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                // no more guests, or one that has left again
            }
        }
    }

    private void connect(Socket service) {
        Thread.ofVirtual().start(() -> {
            try {
                sockets.add(service);
                awaitSpeech();
                var upstream = new Socket(InetAddress.getLoopbackAddress(), broker);
                sockets.add(upstream);
                var overheard = echo.listener();
                Thread.ofVirtual().start(() -> pass(service, upstream, overheard));
                pass(upstream, service, (bytes, count) -> {});
            } catch (IOException brokerIsAway) {
                leave(service);
            }
        });
    }

    /** Until one of both leaves; then the other has to leave, too. */
    private void pass(Socket from, Socket to, Listener listener) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var bytes = new byte[CHUNK];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                dawdle();
                awaitSpeech();
                out.write(bytes, 0, count);
                listener.heard(bytes, count);
            }
        } catch (IOException broken) {
            // as good as an end
        } finally {
            leave(from);
            leave(to);
        }
    }

    /** Takes what a service says on one connection, in order. */
    interface Listener {
        void heard(byte[] bytes, int count);
    }

    private void dawdle() {
        if (mostDelayMillis > 0) {
            sleep(ThreadLocalRandom.current().nextInt(mostDelayMillis));
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSpeech() {
        lock.lock();
        try {
            while (silent) {
                speaksAgain.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        speak();
        sockets.forEach(this::leave);
    }
}
