/** The resource {@code floatingip}: an address on an external network that leads to a port behind a router. */
package io.caelum.network.floatingip;
