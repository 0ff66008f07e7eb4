package io.caelum.compute.server.attachment;

import io.caelum.compute.server.Server;
import io.caelum.platform.contract.compute.GuestOrder;
import java.util.UUID;

public record DetachData(String host, GuestOrder order, UUID portId) {

    static DetachData of(Server server, UUID portId) {
        return new DetachData(server.requireHost(), server.order(), portId);
    }
}
