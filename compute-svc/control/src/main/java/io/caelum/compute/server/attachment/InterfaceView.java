package io.caelum.compute.server.attachment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.platform.contract.network.BoundPort;
import java.util.List;
import java.util.UUID;

/** @param portState ACTIVE, DOWN, BUILD or ERROR */
record InterfaceView(
        @JsonProperty("port_id") UUID portId,
        @JsonProperty("net_id") UUID netId,
        @JsonProperty("mac_addr") String macAddr,
        @JsonProperty("port_state") String portState,
        @JsonProperty("fixed_ips") List<FixedIp> fixedIps) {

    record FixedIp(
            @JsonProperty("subnet_id") UUID subnetId,
            @JsonProperty("ip_address") String ipAddress) {}

    record Many(List<InterfaceView> interfaceAttachments) {}

    record One(InterfaceView interfaceAttachment) {}

    static InterfaceView of(BoundPort port, String state) {
        return new InterfaceView(
                port.portId(),
                port.networkId(),
                port.macAddress(),
                state,
                port.fixedIps().stream()
                        .map(ip -> new FixedIp(ip.subnetId(), ip.ipAddress()))
                        .toList());
    }

    /** One whose port is not made yet. */
    static InterfaceView begun(UUID port, UUID network) {
        return new InterfaceView(port, network, "", "BUILD", List.of());
    }
}
