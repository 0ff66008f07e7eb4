package io.caelum.platform.bus;

import io.vertx.core.Vertx;

/** One Vert.x for all tests of the bus. */
final class Buses {

    static final Vertx VERTX = Vertx.vertx();

    private Buses() {}
}
