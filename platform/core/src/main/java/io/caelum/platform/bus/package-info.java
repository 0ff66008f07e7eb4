/**
 * The message bus: RPC and notifications over RabbitMQ as oslo.messaging speaks them, so that a Python peer can stand on
 * either side.
 *
 * <p>Three thoughts shape it. <b>The broker may lose everything at any moment</b>: whatever we declare or consume is written
 * down as a plan ({@code broker.Subscription}, {@code broker.Standing}) and carried out again after every loss; nothing
 * exists only in a queue. <b>Nobody waits without knowing for what</b>: messages are mandatory, so that a topic which nobody
 * serves is an error at once; while there is no broker senders hear that after a few seconds; every call has an end, which
 * travels with it. <b>Event loops never block</b>: the client library does, so a message is written by the sender's own
 * thread only as long as all unconfirmed ones fit into the socket's buffer, and by a thread for it otherwise.
 *
 * <p>{@code broker} knows connections, queues and confirms; {@code wire} knows the JSON; {@code rpc} and {@code notify} are
 * what services use.
 */
package io.caelum.platform.bus;
