package io.caelum.networknode.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caelum.networknode.keep.NotInPlace;
import io.caelum.platform.contract.network.DhcpPlan;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for the service of networks however it is made. */
public abstract class DhcpServersContract {

    protected static final String MAC = "52:54:00:72:00:0b";
    protected static final UUID SERVER = UUID.randomUUID();

    protected final DhcpPlans network = new DhcpPlans();

    /** Anew each time, as after a restart of the process. */
    protected abstract DhcpServers servers();

    /** What the agent that wires ports does before. */
    protected abstract void wire(DhcpPlan plan);

    /** The address that a card gets that asks; empty if it gets none. */
    protected abstract Optional<String> addressFor(DhcpPlan plan, String mac);

    @Test
    void whoHasALeaseGetsItsAddress() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
    }

    @Test
    void whoHasNoneGetsNone() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, "52:54:00:72:00:ff", "10.72.0.11", "web"));
        assertThat(addressFor(plan, MAC)).isEmpty();
    }

    @Test
    void aLeaseThatComesLaterIsServedToo() throws NotInPlace {
        made(network.guest(SERVER, "52:54:00:72:00:ff", "10.72.0.10", "first"));
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "second"));
        assertThat(addressFor(plan, MAC)).contains("10.72.0.11");
    }

    @Test
    void whereDhcpIsOffNobodyGetsAnAddress() throws NotInPlace {
        made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        DhcpPlan plan = made(network.without());
        assertThat(addressFor(plan, MAC)).isEmpty();
    }

    @Test
    void aNetworkOutlivesTheProcessAndGoesWhenItIsRemoved() throws NotInPlace {
        DhcpPlan plan = made(network.guest(SERVER, MAC, "10.72.0.11", "web"));
        assertThat(servers().present()).containsExactly(plan.networkId());
        assertThat(servers().broken()).isEmpty();

        servers().remove(plan.networkId());
        assertThat(servers().present()).isEmpty();
        assertThat(addressFor(plan, MAC)).isEmpty();
        assertThatCode(() -> servers().remove(plan.networkId())).doesNotThrowAnyException();
    }

    protected final DhcpPlan made(DhcpPlans network) throws NotInPlace {
        DhcpPlan plan = network.plan();
        wire(plan);
        DhcpServers servers = servers();
        servers.ensure(plan);
        servers.ensure(plan);
        return plan;
    }
}
