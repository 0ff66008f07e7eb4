package io.caelum.networknode.linux;

import java.util.Set;

/**
 * A device in a namespace as it should be.
 *
 * @param addresses with their prefix length, e.g. {@code 10.0.0.1/24}; link-local ones are the kernel's own matter
 */
public record Leg(String device, String macAddress, int mtu, Set<String> addresses) {

    /** {@code 10.0.0.1/24} of an address and the subnet it is in. */
    public static String address(String ip, String subnetCidr) {
        return ip + subnetCidr.substring(subnetCidr.indexOf('/'));
    }
}
