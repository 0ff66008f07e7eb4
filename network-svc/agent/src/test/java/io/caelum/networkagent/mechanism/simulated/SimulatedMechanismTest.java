package io.caelum.networkagent.mechanism.simulated;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.MechanismContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SimulatedMechanismTest extends MechanismContract {

    @TempDir
    Path folder;

    @Override
    protected Mechanism started() {
        return new SimulatedMechanism(folder);
    }
}
