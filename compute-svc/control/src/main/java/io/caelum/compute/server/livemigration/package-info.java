/**
 * A server goes to another host while it runs. {@link io.caelum.compute.server.livemigration.LiveMigrateServer} is the list
 * of steps.
 *
 * <p><b>Network first.</b> Its ports are wired on the other host before its memory goes there, and stay wired on the first
 * one until it has gone: so it is reached wherever it runs, and who talks to it loses no more than the moment in which it
 * runs nowhere. Only then the bindings follow.
 *
 * <p><b>Who decides.</b> The hosts do, between themselves: the guest is on the other host from the moment in which that lets
 * it go on, and on the first one before. What either says about it decides what is written down here. A failure before
 * leaves the server where it was and takes everything back; after it there is no way back, only to the end.
 */
package io.caelum.compute.server.livemigration;
