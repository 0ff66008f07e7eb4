/**
 * Connections that come back, plans of what is declared and consumed on them, and publishing with confirms. Recovery is
 * our own rather than the client library's, which restores what it remembers of a connection and cannot tell a queue that
 * was deleted from one that is still there.
 *
 * <p>Consumers are called by the thread that reads from the socket. It only hands over: answers to whoever waits for
 * them, everything else to an {@code Inbox} with a thread of its own.
 */
package io.caelum.platform.bus.broker;
