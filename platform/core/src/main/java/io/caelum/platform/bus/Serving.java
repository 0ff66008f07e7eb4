package io.caelum.platform.bus;

/**
 * How a contract is served.
 *
 * @param host the server name, so that {@code topic.host} reaches this process
 * @param prefetch how many messages of the contract this process works on at once; 1 to 65535
 * @param threading where the implementation is called
 */
public record Serving(String host, int prefetch, Threading threading) {

    /** Where the implementation is called. */
    public enum Threading {
        /** On a duplicated Vert.x context of an event loop, as Hibernate Reactive needs it; the code must not block. */
        EVENT_LOOP,
        /** On a virtual thread for each message; the code may block and returns a finished {@code Uni}. */
        VIRTUAL_THREAD,
        /** As that, but a method is called when the one for the message before has returned, its {@code Uni} maybe not. */
        IN_ORDER
    }

    public static Serving onEventLoop(String host) {
        return new Serving(host, 64, Threading.EVENT_LOOP);
    }

    public static Serving onVirtualThreads(String host) {
        return new Serving(host, 16, Threading.VIRTUAL_THREAD);
    }

    public static Serving inOrder(String host) {
        return new Serving(host, 16, Threading.IN_ORDER);
    }

    public Serving withPrefetch(int count) {
        return new Serving(host, count, threading);
    }
}
