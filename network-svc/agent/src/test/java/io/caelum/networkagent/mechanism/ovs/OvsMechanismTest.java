package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.MechanismContract;
import io.caelum.networkagent.mechanism.WiringFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class OvsMechanismTest extends MechanismContract {

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        hosts = new TwoHosts(folder);
    }

    @AfterAll
    static void stop() {
        if (hosts != null) {
            hosts.close();
        }
    }

    @AfterEach
    void clear() throws Exception {
        hosts.clear();
    }

    @Override
    protected Mechanism started() throws WiringFailed {
        return hosts.one.startAgent(hosts.surroundings());
    }
}
