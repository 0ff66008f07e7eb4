/** The DHCP agent: addresses and metadata for the guests of networks. */
package io.caelum.networknode.dhcp;
