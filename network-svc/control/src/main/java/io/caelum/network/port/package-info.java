/**
 * The resource {@code port}: an address on a network, and where it is plugged in. Ports of servers are made and given
 * back by compute over RPC, all ports of a server in one transaction.
 */
package io.caelum.network.port;
