package io.caelum.network.router;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.port.PortAddress;
import io.caelum.network.port.PortFacts;
import java.util.List;
import java.util.UUID;

/** @param id the router's */
@JsonNaming(SnakeCaseStrategy.class)
record InterfaceView(
        UUID id,
        String tenantId,
        String projectId,
        UUID portId,
        UUID networkId,
        UUID subnetId,
        List<UUID> subnetIds,
        List<String> tags) {

    static InterfaceView of(Router router, PortFacts port) {
        List<UUID> subnets =
                port.fixedIps().stream().map(PortAddress::subnetId).distinct().toList();
        return new InterfaceView(
                router.id,
                router.projectId,
                router.projectId,
                port.id(),
                port.networkId(),
                subnets.getFirst(),
                subnets,
                List.of(router.tags));
    }
}
