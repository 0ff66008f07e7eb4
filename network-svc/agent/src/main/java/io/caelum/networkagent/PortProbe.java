package io.caelum.networkagent;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortProbeRpc;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Answers those who cannot reach a guest with what its port really has. */
final class PortProbe implements PortProbeRpc {

    private final Mechanism mechanism;

    PortProbe(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    @Override
    public Uni<List<HopFinding>> probePort(String host, UUID portId) {
        return Uni.createFrom()
                .item(mechanism
                        .wiring(portId)
                        .map(mechanism::probe)
                        .orElseGet(() -> List.of(HopFinding.broken(
                                "tap",
                                "Host " + host + " has not wired port " + portId + ".",
                                "It is told again within half a minute; if that does not help, the network agent's log on "
                                        + host + " says why."))));
    }
}
