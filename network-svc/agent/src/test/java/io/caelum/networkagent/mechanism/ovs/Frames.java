package io.caelum.networkagent.mechanism.ovs;

import java.net.InetAddress;
import java.util.HexFormat;

/** Frames that an honest network stack does not send, in hexadecimal. */
final class Frames {

    static final String EVERYBODY = "ff:ff:ff:ff:ff:ff";
    static final String ALL_NODES = "33:33:00:00:00:01";

    private Frames() {}

    static String arp(String from, String senderMac, String senderIp, String targetIp) {
        return ethernet(EVERYBODY, from, "0806") + "0001080006040002" + mac(senderMac) + ip(senderIp) + "000000000000"
                + ip(targetIp) + padding();
    }

    /** UDP with the text as its content, so that a listener finds it. */
    static String udp(String toMac, String fromMac, String fromIp, String toIp, int fromPort, int toPort, String text) {
        String content = HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        int length = 8 + content.length() / 2;
        String udp = "%04x%04x%04x0000".formatted(fromPort, toPort, length) + content;
        String head = "4500%04x00004000401100%s".formatted(20 + length, "00") + ip(fromIp) + ip(toIp);
        return ethernet(toMac, fromMac, "0800") + withChecksum(head, 20) + udp + padding();
    }

    /** A frame in VXLAN, as another host would send it. */
    static String vxlan(String toMac, String fromMac, String fromIp, String toIp, int network, String inner) {
        String content = "08000000" + "%06x00".formatted(network) + inner;
        int length = 8 + content.length() / 2;
        return ipv4(toMac, fromMac, fromIp, toIp, 17, "%04x%04x%04x0000".formatted(4789, 4789, length) + content);
    }

    /** A frame in GRE with a key, as another host would send it. */
    static String gre(String toMac, String fromMac, String fromIp, String toIp, int network, String inner) {
        return ipv4(toMac, fromMac, fromIp, toIp, 47, "20006558" + "%08x".formatted(network) + inner);
    }

    private static String ipv4(String toMac, String fromMac, String fromIp, String toIp, int protocol, String content) {
        String head = "4500%04x0000400040%02x00%s".formatted(20 + content.length() / 2, protocol, "00")
                + ip(fromIp)
                + ip(toIp);
        return ethernet(toMac, fromMac, "0800") + withChecksum(head, 20) + content;
    }

    /** ICMPv6 with a right checksum. */
    static String icmp6(String toMac, String fromMac, String fromIp, String toIp, String message) {
        int length = message.length() / 2;
        String pseudo = ip(fromIp) + ip(toIp) + "%08x0000003a".formatted(length) + message;
        String sum = "%04x".formatted(checksum(pseudo));
        String whole = message.substring(0, 4) + sum + message.substring(8);
        return ethernet(toMac, fromMac, "86dd") + "60000000%04x3aff".formatted(length) + ip(fromIp) + ip(toIp) + whole;
    }

    /** "I am a router." */
    static String routerAdvertisement(String fromMac, String fromIp) {
        return icmp6(
                ALL_NODES,
                fromMac,
                fromIp,
                "ff02::1",
                "86000000" + "40000708" + "0000000000000000" + "0101" + mac(fromMac));
    }

    /** "This address is at this hardware." */
    static String neighbourAdvertisement(String fromMac, String fromIp, String target, String targetMac) {
        return icmp6(
                ALL_NODES, fromMac, fromIp, "ff02::1", "88000000" + "20000000" + ip(target) + "0201" + mac(targetMac));
    }

    static String tagged(String frame, int vlan) {
        return frame.substring(0, 24) + "8100%04x".formatted(vlan) + frame.substring(24);
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static String mac(String mac) {
        return mac.replace(":", "");
    }

    static String ip(String ip) {
        return HexFormat.of().formatHex(InetAddress.ofLiteral(ip).getAddress());
    }

    private static String ethernet(String to, String from, String type) {
        return mac(to) + mac(from) + type;
    }

    private static String padding() {
        return "00".repeat(18);
    }

    private static String withChecksum(String head, int at) {
        return head.substring(0, at) + "%04x".formatted(checksum(head)) + head.substring(at + 4);
    }

    private static int checksum(String hex) {
        long sum = 0;
        String even = hex.length() % 4 == 0 ? hex : hex + "00";
        for (int i = 0; i < even.length(); i += 4) {
            sum += Integer.parseInt(even.substring(i, i + 4), 16);
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (int) (~sum & 0xffff);
    }
}
