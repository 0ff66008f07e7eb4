package io.caelum.platform.contract.network;

import java.util.Optional;

/**
 * What was found at one hop of the way of packets to a guest.
 *
 * @param hop {@code guest}, {@code tap}, {@code security-group}, {@code dhcp-lease}, {@code arp}, {@code router},
 *     {@code nat}, {@code mtu} or {@code metadata}
 * @param detail a sentence: what was looked at, and what was seen
 * @param remedy what to do; empty when the hop is in order
 */
public record HopFinding(String hop, boolean ok, String detail, Optional<String> remedy) {

    public static HopFinding fine(String hop, String detail) {
        return new HopFinding(hop, true, detail, Optional.empty());
    }

    public static HopFinding broken(String hop, String detail, String remedy) {
        return new HopFinding(hop, false, detail, Optional.of(remedy));
    }
}
