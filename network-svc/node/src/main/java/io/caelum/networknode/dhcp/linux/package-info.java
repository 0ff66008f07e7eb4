/**
 * A network is served from a namespace: dnsmasq gives the addresses that the plan lists and no others, haproxy takes what
 * guests ask about themselves to this process.
 *
 * <p>What users wrote (names, options) gets into dnsmasq's files only through {@code DnsmasqText}.
 */
package io.caelum.networknode.dhcp.linux;
