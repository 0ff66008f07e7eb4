/**
 * How a server comes to another host when its own is gone: {@link io.caelum.compute.server.move.MoveServer} is the list of
 * steps.
 *
 * <p><b>When.</b> {@link io.caelum.compute.server.move.Departures} begins it for the servers of hosts whose worker said
 * goodbye and did not come back in time. A worker that is restarted comes back; one that died without a word may still have
 * guests that run, so only a person can decide ({@code evacuate}). Only guests that keep nothing on their host are moved
 * without being asked for, which today are the simulated ones: any other would lose its disk.
 *
 * <p><b>Never twice.</b> A server belongs to the host that its row names, and to a guest of its generation. Both change in
 * one transaction, which also makes sure that the former host is still away and locks its row. A worker that comes back
 * runs none of its guests before it has asked which are its own ({@code hostReturns}), and that locks the same row: either
 * the server is still there, and the move ends, or the guest is a stale copy and is destroyed.
 *
 * <p><b>No way back.</b> Once it belongs to the new host there is no giving it back, since the former host may have come
 * and destroyed its copy. A build that fails is tried on the next host; in the end the server is in error and says why.
 *
 * <p><b>Order of locks.</b> Host, then server, then workflow, as in a boot.
 */
package io.caelum.compute.server.move;
