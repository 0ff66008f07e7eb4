package io.caelum.launcher.field;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names and addresses of a field. A second stack on the machine has others.
 *
 * @param portBase the stack's: what tells it from other stacks
 * @param computeHosts from 1 to 9
 */
public record FieldPlan(int portBase, int computeHosts) {

    public static final String NETWORK_NODE = "network-node";

    /** Physical networks as network control knows them. */
    public static final String VLAN_NETWORK = "physnet1";

    public static final String FLAT_NETWORK = "public";

    /** The external network's addresses: those that RFC 5737 keeps for documentation lead nowhere else. */
    public static final String EXTERNAL_RANGE = "203.0.113.0/24";

    /** Of the world outside; the gateway of routers. */
    public static final String EXTERNAL_GATEWAY = "203.0.113.1";

    /** Where hosts reach each other. */
    public static final String MANAGEMENT_RANGE = "10.99.0.0/24";

    public static final String TUNNEL_CARD = "under0";
    /** Floating addresses and those of routers. */
    public static final String EXTERNAL_FIRST = "203.0.113.10";

    public static final String EXTERNAL_LAST = "203.0.113.250";

    public static final String MANAGEMENT_NETWORK = "management";

    public static final String MANAGEMENT_FIRST = "10.99.0.100";

    public static final String MANAGEMENT_LAST = "10.99.0.250";

    static final String VLAN_CARD = "phys0";
    static final String PUBLIC_CARD = "pub0";

    /** Room for the headers of tunnels around frames of 1500 bytes. */
    static final int UNDERLAY_MTU = 1600;

    private static final int FIRST_USER = 60_000;

    /** What the names of all its network namespaces begin with. */
    public String prefix() {
        return "caelum" + portBase / 100 + "-";
    }

    public List<String> hosts() {
        return Stream.concat(
                        Stream.of(NETWORK_NODE),
                        IntStream.rangeClosed(1, computeHosts).mapToObj(n -> "compute-" + n))
                .toList();
    }

    public Namespace namespaceOf(String host) {
        return new Namespace(prefix() + host);
    }

    Namespace fabric() {
        return new Namespace(prefix() + "fabric");
    }

    public Namespace outside() {
        return new Namespace(prefix() + "outside");
    }

    /** A host's own address, where its tunnels end. */
    public String managementAddress(String host) {
        return "10.99.0." + (10 + hosts().indexOf(host));
    }

    /** The user of no name that guests run as, so that they can touch nothing of anybody's. */
    public int guestUser() {
        return FIRST_USER + portBase / 100;
    }

    /** What is about to be made, for people. */
    public String text() {
        return "network namespaces %s{%s,fabric,outside} with cables between them, an Open vSwitch in each host's; nothing else on this machine is touched, and deploy/stack down takes them away"
                .formatted(prefix(), String.join(",", hosts()));
    }
}
