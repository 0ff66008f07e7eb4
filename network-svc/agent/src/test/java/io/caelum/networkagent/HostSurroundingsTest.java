package io.caelum.networkagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.simulated.SimulatedMechanism;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSurroundingsTest {

    @TempDir
    Path folder;

    private final FakeSurroundingsControl control = new FakeSurroundingsControl();
    private final UUID group = UUID.randomUUID();
    private HostSurroundings surroundings;

    @BeforeEach
    void start() {
        surroundings = new HostSurroundings("h", new SimulatedMechanism(folder), control, new SurroundingsFile(folder));
    }

    private Surroundings kept() {
        return new SurroundingsFile(folder).read();
    }

    @Test
    void whatIsToldOutlivesTheProcess() {
        surroundings.securityGroupsChanged("h", List.of(state(group, 3)));
        control.peers = List.of(new TunnelPeer("other", "10.9.0.2"));
        surroundings.tunnelsChanged("h");
        assertThat(kept().groups()).containsEntry(group, state(group, 3));
        assertThat(kept().peers()).isEqualTo(control.peers);
    }

    @Test
    void anEarlierStateThatComesLateIsNotTaken() {
        surroundings.securityGroupsChanged("h", List.of(state(group, 3)));
        surroundings.securityGroupsChanged("h", List.of(state(group, 2)));
        assertThat(kept().groups().get(group).revision()).isEqualTo(3);
    }

    @Test
    void groupsThatNobodyNeedsAreForgotten() {
        UUID needed = UUID.randomUUID();
        surroundings.securityGroupsChanged("h", List.of(state(group, 1), state(needed, 1)));
        control.groups = List.of(state(needed, 1));
        surroundings.compare();
        assertThat(kept().groups()).containsOnlyKeys(needed);
    }

    @Test
    void aHostOfWhichNothingIsHeardKeepsItsTunnels() {
        control.peers = List.of(new TunnelPeer("a", "10.9.0.2"), new TunnelPeer("b", "10.9.0.3"));
        surroundings.compare();
        control.peers = List.of(new TunnelPeer("b", "10.9.0.4"));
        surroundings.compare();
        assertThat(kept().peers()).containsExactly(new TunnelPeer("a", "10.9.0.2"), new TunnelPeer("b", "10.9.0.4"));
    }

    @Test
    void anAddressBelongsToTheHostThatWasToldLast() {
        control.peers = List.of(new TunnelPeer("a", "10.9.0.2"));
        surroundings.compare();
        control.peers = List.of(new TunnelPeer("b", "10.9.0.2"));
        surroundings.compare();
        assertThat(kept().peers()).containsExactly(new TunnelPeer("b", "10.9.0.2"));
    }

    @Test
    void groupsOfAPortAreAskedForOnlyIfTheyAreUnknown() {
        PortWiring port = Wirings.of(UUID.randomUUID(), 1, List.of(group));
        control.groups = List.of(state(group, 1));
        surroundings.know(port);
        surroundings.know(port);
        assertThat(control.questionsForGroups).isEqualTo(1);
        assertThat(kept().groups()).containsKey(group);
    }

    @Test
    void withoutNetworkControlEverythingStays() {
        surroundings.securityGroupsChanged("h", List.of(state(group, 1)));
        control.away = true;
        assertThatThrownBy(surroundings::compare).hasMessageContaining("network-reports");
        surroundings.know(Wirings.of(UUID.randomUUID(), 1, List.of(UUID.randomUUID())));
        assertThat(kept().groups()).containsKey(group);
    }

    @Test
    void aBrokenFileIsNothingKnown() throws IOException {
        Files.writeString(folder.resolve("surroundings"), "{");
        assertThat(kept()).isEqualTo(Surroundings.NONE);
    }

    private static SecurityGroupState state(UUID id, long revision) {
        return new SecurityGroupState(id, revision, List.of(), List.of());
    }
}
