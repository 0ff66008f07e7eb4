package io.caelum.networknode.dhcp.simulated;

import io.caelum.networknode.dhcp.DhcpServers;
import io.caelum.networknode.dhcp.DhcpServersContract;
import io.caelum.platform.contract.network.DhcpPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SimulatedDhcpServersTest extends DhcpServersContract {

    @TempDir
    Path folder;

    @Override
    protected DhcpServers servers() {
        return new SimulatedDhcpServers(folder);
    }

    @Override
    protected void wire(DhcpPlan plan) {
        // there are no wires
    }

    @Override
    protected Optional<String> addressFor(DhcpPlan plan, String mac) {
        return new SimulatedDhcpServers(folder).addressFor(plan.networkId(), mac);
    }
}
