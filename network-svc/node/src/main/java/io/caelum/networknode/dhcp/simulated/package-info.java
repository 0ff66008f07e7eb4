/** Networks for hosts without privileges, and for tests: all is decided as in a real one, nobody is served. */
package io.caelum.networknode.dhcp.simulated;
