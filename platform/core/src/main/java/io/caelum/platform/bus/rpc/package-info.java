/**
 * Calls, casts and fanouts. A contract is an annotated interface; its client is a proxy, its server implements it.
 *
 * <p>A client may count on this: a {@code Uni} sends when it is subscribed to and once for each subscription; it goes on
 * where the caller was (the same Vert.x context, or a virtual thread with the same request context and trace). A call ends
 * with an answer, a {@link io.caelum.platform.fault.Fault} or another exception of the other side,
 * {@link io.caelum.platform.bus.rpc.RpcUnreachableException} if it was certainly not begun, or
 * {@link io.caelum.platform.bus.rpc.RpcTimeoutException} if nobody knows.
 *
 * <p>A server acknowledges when work begins, so a process that dies loses what it was at: callers repeat, and whatever
 * must not get lost is a row in somebody's database. Copies that the broker or a reconnecting sender makes are recognised
 * for ten minutes.
 */
package io.caelum.platform.bus.rpc;
