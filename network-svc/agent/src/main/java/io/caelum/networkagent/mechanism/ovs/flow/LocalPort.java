package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.platform.contract.network.PortWiring;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A port as the integration bridge has it.
 *
 * @param vlan the local number of its network
 * @param ofport its own number
 */
public record LocalPort(PortWiring wiring, int vlan, int ofport) {

    /** What is none does not get into flows: one port's odd pair would keep all others' flows out of the switch. */
    public static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}");

    /** A sender that the port may be. */
    record Identity(String mac, Prefix address) {}

    boolean isUp() {
        return wiring.adminStateUp();
    }

    boolean isGuest() {
        return !wiring.deviceOwner().startsWith("network:");
    }

    boolean isFiltered() {
        return isGuest() && wiring.portSecurity();
    }

    /** May have other addresses behind it than its own: nobody checks. */
    boolean isPromiscuous() {
        return isGuest() && !wiring.portSecurity();
    }

    /** All addresses of hardware at which it may be reached. */
    Set<String> macs() {
        var macs = new LinkedHashSet<String>();
        macs.add(wiring.macAddress());
        wiring.allowedAddressPairs().forEach(pair -> macs.add(macOf(pair)));
        return macs;
    }

    List<Identity> identities() {
        Stream<Identity> own = wiring.fixedIps().stream()
                .flatMap(ip -> Prefix.parse(ip.ipAddress()).stream())
                .map(address -> new Identity(wiring.macAddress(), address));
        Stream<Identity> pairs = wiring.allowedAddressPairs().stream()
                .flatMap(pair ->
                        Prefix.parse(pair.ipAddress()).stream().map(address -> new Identity(macOf(pair), address)));
        // every interface has a link-local address, which nobody allocates
        Stream<Identity> linkLocal = macs().stream().map(mac -> new Identity(mac, Prefix.linkLocal(mac)));
        return Stream.of(own, pairs, linkLocal).flatMap(all -> all).distinct().toList();
    }

    private String macOf(PortWiring.AddressPair pair) {
        return Optional.ofNullable(pair.macAddress())
                .filter(mac -> MAC.matcher(mac).matches())
                .orElse(wiring.macAddress());
    }

    /** What may pass in a direction, {@code egress} or {@code ingress}. */
    Optional<PortWiring.BandwidthLimit> limit(String direction) {
        return wiring.bandwidthLimits().stream()
                .filter(limit -> limit.direction().equals(direction) && limit.maxKbps() > 0)
                .findFirst();
    }
}
