/**
 * The network node: a host of its own for what networks need beside the guests. Three agents run in it: the one that
 * wires ports, as on every host; the L3 agent ({@code router}); and the DHCP agent ({@code dhcp}), which also answers
 * guests that ask about themselves ({@code metadata}).
 *
 * <p>What the agents make outlives them: routers are namespaces of the kernel, and the programs that serve a network are
 * no part of this process. It keeps the plans it was told on disk ({@code keep}), compares what is there with them, and
 * changes only what is wrong. So it may be restarted at any time, also while the broker is away.
 */
package io.caelum.networknode;
