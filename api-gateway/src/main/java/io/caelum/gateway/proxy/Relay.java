package io.caelum.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * Moves bytes from one stream to another at the pace of the slower one, and no more than a limit. At any moment it holds
 * what the write queue of the target takes and nothing else.
 */
final class Relay {

    private final ReadStream<Buffer> from;
    private final WriteStream<Buffer> to;
    private final long most;
    private final IdleWatch watch;
    private long moved;
    private boolean stopped;
    private boolean waitingForTarget;

    Relay(ReadStream<Buffer> from, WriteStream<Buffer> to, long most, IdleWatch watch) {
        this.from = from;
        this.to = to;
        this.most = most;
        this.watch = watch;
    }

    /**
     * Starts moving. The target is ended when the source ends.
     *
     * @param tooMuch called once when there are more bytes than the limit; the relay has stopped then
     */
    void start(Runnable tooMuch) {
        from.handler(bytes -> move(bytes, tooMuch));
        from.endHandler(end -> {
            if (!stopped) {
                to.end();
            }
        });
        from.resume();
    }

    /** Moves nothing any more. What the source still has is for others to take care of. */
    void stop() {
        stopped = true;
    }

    /** True when it is the target which takes nothing, false when it is the source which gives nothing. */
    boolean isWaitingForTarget() {
        return waitingForTarget;
    }

    private void move(Buffer bytes, Runnable tooMuch) {
        if (stopped) {
            return;
        }
        watch.moved();
        moved += bytes.length();
        if (moved > most) {
            stop();
            tooMuch.run();
            return;
        }
        to.write(bytes);
        if (to.writeQueueFull()) {
            waitingForTarget = true;
            from.pause();
            to.drainHandler(room -> {
                watch.moved();
                waitingForTarget = false;
                from.resume();
            });
        }
    }
}
