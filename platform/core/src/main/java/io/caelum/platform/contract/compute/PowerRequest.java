package io.caelum.platform.contract.compute;

import io.caelum.platform.contract.network.BoundPort;
import java.util.List;
import java.util.Optional;

/**
 * @param patienceSeconds how long a guest may take to shut down by itself; 0 to pull the plug
 * @param ports those that the guest has from its next start on, where it is to start; empty to leave them as they are
 */
public record PowerRequest(GuestOrder order, PowerChange change, int patienceSeconds, Optional<List<BoundPort>> ports) {

    /** A compute control that is older says nothing of ports. */
    public PowerRequest {
        ports = ports == null ? Optional.empty() : ports;
    }

    public PowerRequest(GuestOrder order, PowerChange change, int patienceSeconds) {
        this(order, change, patienceSeconds, Optional.empty());
    }
}
