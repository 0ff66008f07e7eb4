package io.caelum.networkagent.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.contract.network.BoundPort.FixedIp;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every mechanism does. */
public abstract class MechanismContract {

    private final UUID port = UUID.randomUUID();
    private final UUID group = UUID.randomUUID();

    /** One that has just started, on what earlier ones of the same test left. */
    protected abstract Mechanism started() throws WiringFailed;

    @Test
    void whatIsWiredIsKnownAlsoToTheNextProcess() throws WiringFailed {
        Mechanism mechanism = started();
        mechanism.wire(wiring(1, "10.0.0.4"));
        mechanism.wire(wiring(1, "10.0.0.4"));
        for (Mechanism known : List.of(mechanism, started())) {
            assertThat(known.wirings()).containsExactly(wiring(1, "10.0.0.4"));
            assertThat(known.wiring(port)).contains(wiring(1, "10.0.0.4"));
            assertThat(known.configurations()).containsEntry("devices", 1);
        }
    }

    @Test
    void aLaterWiringReplacesTheEarlierOne() throws WiringFailed {
        Mechanism mechanism = started();
        mechanism.wire(wiring(1, "10.0.0.4"));
        mechanism.wire(wiring(2, "10.0.0.5"));
        assertThat(mechanism.wirings()).containsExactly(wiring(2, "10.0.0.5"));
    }

    @Test
    void unwiringWhatIsNotThereIsFine() throws WiringFailed {
        Mechanism mechanism = started();
        mechanism.wire(wiring(1, "10.0.0.4"));
        mechanism.unwire(port);
        mechanism.unwire(port);
        mechanism.unwire(UUID.randomUUID());
        assertThat(mechanism.wirings()).isEmpty();
        assertThat(started().wirings()).isEmpty();
    }

    @Test
    void repairingAndCleaningUpLeaveWhatIsWired() throws WiringFailed {
        Mechanism mechanism = started();
        mechanism.wire(wiring(1, "10.0.0.4"));
        mechanism.repair();
        mechanism.keepOnly(Set.of());
        assertThat(mechanism.wirings()).containsExactly(wiring(1, "10.0.0.4"));
    }

    @Test
    void surroundingsMayComeAgainAndBeforePorts() throws WiringFailed {
        Mechanism mechanism = started();
        var around = Surroundings.NONE
                .withGroups(List.of(new SecurityGroupState(group, 1, List.of(), List.of())))
                .withPeers(List.of(new TunnelPeer("other", "10.9.0.9")));
        mechanism.surround(around);
        mechanism.wire(wiring(1, "10.0.0.4"));
        mechanism.surround(around);
        mechanism.surround(Surroundings.NONE);
        assertThat(mechanism.wirings()).hasSize(1);
    }

    @Test
    void itSaysWhatItIs() throws WiringFailed {
        Mechanism mechanism = started();
        assertThat(mechanism.name()).isNotBlank();
        assertThat(mechanism.agentType()).endsWith(" agent");
        assertThat(mechanism.configurations()).containsKeys("devices", "tunnel_types");
    }

    private PortWiring wiring(long generation, String ip) {
        return new PortWiring(
                port,
                generation,
                new UUID(0, 1),
                "server",
                "compute:nova",
                "fa:16:3e:00:00:01",
                1450,
                true,
                new NetworkSegment("vxlan", Optional.empty(), Optional.of(5)),
                List.of(new FixedIp(new UUID(0, 2), ip, 4)),
                true,
                List.of(group),
                List.of(),
                List.of());
    }
}
