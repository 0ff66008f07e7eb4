package io.caelum.gateway.proxy;

import io.vertx.core.Vertx;

/**
 * Looks now and then at an exchange, and notices when nothing has moved for too long. One timer for each exchange, however
 * many bytes pass.
 */
final class IdleWatch {

    private static final long LOOK_MILLIS = 500;

    private final Vertx vertx;
    private final long idleMillis;
    private final Runnable look;
    private final Runnable expired;
    private long lastMove = System.nanoTime();
    private long timer = -1;

    /**
     * @param look may stop this
     * @param expired called once
     */
    IdleWatch(Vertx vertx, long idleMillis, Runnable look, Runnable expired) {
        this.vertx = vertx;
        this.idleMillis = idleMillis;
        this.look = look;
        this.expired = expired;
    }

    void start() {
        arm(idleMillis);
    }

    void moved() {
        lastMove = System.nanoTime();
    }

    long idleNanos() {
        return System.nanoTime() - lastMove;
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void arm(long millis) {
        timer = vertx.setTimer(Math.clamp(millis, 1, LOOK_MILLIS), id -> check());
    }

    private void check() {
        long idle = idleNanos() / 1_000_000;
        if (idle >= idleMillis) {
            expired.run();
        } else {
            arm(idleMillis - idle);
            look.run();
        }
    }
}
