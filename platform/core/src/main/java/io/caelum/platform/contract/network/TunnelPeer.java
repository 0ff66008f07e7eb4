package io.caelum.platform.contract.network;

/**
 * Another host with tunnel networks.
 *
 * @param ipAddress where its tunnels end: what its agent reports as {@code tunneling_ip}
 */
public record TunnelPeer(String host, String ipAddress) {}
