package io.caelum.networkagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.networkagent.mechanism.simulated.SimulatedMechanism;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortProbeTest {

    private final UUID port = UUID.randomUUID();
    private SimulatedMechanism mechanism;

    @BeforeEach
    void start(@TempDir Path folder) {
        mechanism = new SimulatedMechanism(folder);
    }

    @Test
    void aPortThatWasNotWiredHereIsTheTap() {
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.hop()).isEqualTo("tap");
            assertThat(finding.state()).isEqualTo(State.BROKEN);
            assertThat(finding.detail()).contains("Host h has not wired port " + port);
            assertThat(finding.remedy()).isPresent();
        });
    }

    @Test
    void ofASimulatedPortTheWiringIsAllThatThereIs() throws Exception {
        mechanism.wire(Wirings.of(port, 1));
        assertThat(findings()).extracting(HopFinding::state).containsExactly(State.OK);
    }

    private List<HopFinding> findings() {
        return new PortProbe(mechanism).probePort("h", port).await().indefinitely();
    }
}
