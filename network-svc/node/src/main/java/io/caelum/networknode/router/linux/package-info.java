/**
 * Routers as namespaces of the kernel: a leg for each port, one nftables table, radvd where hosts configure themselves.
 *
 * <p>The table is replaced as a whole in one transaction for each change, so a packet meets either the old rules or the new
 * ones. Which connections are translated is looked up in its maps, and each packet of a translated connection in the set
 * {@code served}: an address that was taken away is dead at once, though the kernel still knows the connection.
 */
package io.caelum.networknode.router.linux;
