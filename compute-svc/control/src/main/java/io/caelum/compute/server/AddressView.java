package io.caelum.compute.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.platform.contract.network.BoundPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One address of a server; the short form has no MAC and no type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AddressView(
        int version,
        String addr,
        @JsonProperty("OS-EXT-IPS:type") String type,
        @JsonProperty("OS-EXT-IPS-MAC:mac_addr") String macAddress) {

    static Map<String, List<AddressView>> byNetwork(List<BoundPort> ports) {
        var networks = new LinkedHashMap<String, List<AddressView>>();
        for (BoundPort port : ports) {
            for (BoundPort.FixedIp ip : port.fixedIps()) {
                of(networks, port).add(new AddressView(ip.version(), ip.ipAddress(), "fixed", port.macAddress()));
            }
            for (BoundPort.FloatingIp ip : port.floating()) {
                of(networks, port).add(new AddressView(4, ip.ipAddress(), "floating", port.macAddress()));
            }
        }
        return networks;
    }

    private static List<AddressView> of(Map<String, List<AddressView>> networks, BoundPort port) {
        return networks.computeIfAbsent(port.networkName(), name -> new ArrayList<>());
    }

    AddressView brief() {
        return new AddressView(version, addr, null, null);
    }
}
