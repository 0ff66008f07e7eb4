package io.caelum.compute.worker.driver.simulated;

import io.caelum.compute.worker.Requests;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverContract;
import io.caelum.platform.contract.compute.BuildRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

class SimulatedDriverTest extends DriverContract {

    @Override
    protected Driver open() {
        return new SimulatedDriver(state);
    }

    @Override
    protected BuildRequest request(UUID server, long generation) {
        return Requests.build(server, generation);
    }

    @Override
    protected Optional<Path> image() {
        return Optional.empty();
    }
}
