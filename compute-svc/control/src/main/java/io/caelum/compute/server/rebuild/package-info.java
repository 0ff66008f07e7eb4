/**
 * A server gets a new root disk, made from an image, and keeps everything else: host, size, ports, addresses.
 * {@link io.caelum.compute.server.rebuild.RebuildServer} is the list of steps. What fails leaves the server in error, since
 * nobody knows what is left of its disk; it can be rebuilt again from there.
 */
package io.caelum.compute.server.rebuild;
