package io.caelum.platform.contract.network;

import java.util.Optional;

/**
 * What was found at one hop of the way of packets to a guest.
 *
 * @param hop {@code guest}, {@code tap}, {@code security-group}, {@code uplink}, {@code dhcp-lease}, {@code arp},
 *     {@code router}, {@code nat}, {@code gateway}, {@code mtu} or {@code metadata}
 * @param detail a sentence: what was looked at, and what was seen
 * @param remedy what to do; empty when the hop is in order
 */
public record HopFinding(String hop, State state, String detail, Optional<String> remedy) {

    /** {@code UNKNOWN}: it could not be looked at, or what was seen does not decide. From good to bad. */
    public enum State {
        OK,
        UNKNOWN,
        BROKEN
    }

    public static HopFinding fine(String hop, String detail) {
        return new HopFinding(hop, State.OK, detail, Optional.empty());
    }

    public static HopFinding broken(String hop, String detail, String remedy) {
        return new HopFinding(hop, State.BROKEN, detail, Optional.of(remedy));
    }

    public static HopFinding unknown(String hop, String detail, String remedy) {
        return new HopFinding(hop, State.UNKNOWN, detail, Optional.of(remedy));
    }

    /** The same, said of another hop: what is the tap of one port is a router's leg to somebody else. */
    public HopFinding at(String otherHop) {
        return new HopFinding(otherHop, state, detail, remedy);
    }
}
