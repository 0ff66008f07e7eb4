package io.caelum.gateway.proxy;

import io.vertx.core.Vertx;

/** Notices when nothing has moved for too long. One timer for each exchange, however many bytes pass. */
final class IdleWatch {

    private final Vertx vertx;
    private final long idleMillis;
    private final Runnable expired;
    private long lastMove = System.nanoTime();
    private long timer = -1;

    IdleWatch(Vertx vertx, long idleMillis, Runnable expired) {
        this.vertx = vertx;
        this.idleMillis = idleMillis;
        this.expired = expired;
    }

    void start() {
        arm(idleMillis);
    }

    void moved() {
        lastMove = System.nanoTime();
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void arm(long millis) {
        timer = vertx.setTimer(Math.max(1, millis), id -> check());
    }

    private void check() {
        long idle = (System.nanoTime() - lastMove) / 1_000_000;
        if (idle >= idleMillis) {
            expired.run();
        } else {
            arm(idleMillis - idle);
        }
    }
}
