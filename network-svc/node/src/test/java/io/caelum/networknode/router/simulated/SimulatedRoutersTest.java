package io.caelum.networknode.router.simulated;

import io.caelum.networknode.router.Routers;
import io.caelum.networknode.router.RoutersContract;
import io.caelum.platform.contract.network.RouterPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SimulatedRoutersTest extends RoutersContract {

    @TempDir
    Path folder;

    @Override
    protected Routers routers() {
        return new SimulatedRouters(folder);
    }

    @Override
    protected void wire(RouterPlan plan) {
        // there are no wires
    }

    @Override
    protected Optional<String> senderOutside(RouterPlan plan, String innerIp) {
        return new SimulatedRouters(folder).senderOutside(plan.routerId(), innerIp);
    }

    @Override
    protected Optional<String> receiverInside(RouterPlan plan, String ip, int port) {
        return new SimulatedRouters(folder).receiverInside(plan.routerId(), ip, port);
    }
}
