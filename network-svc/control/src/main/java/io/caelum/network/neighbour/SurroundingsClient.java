package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SurroundingsRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jboss.logging.Logger;

/** The agents of hosts, as far as they have to know what is around their ports. */
@ApplicationScoped
public class SurroundingsClient {

    private static final Logger LOG = Logger.getLogger(SurroundingsClient.class);

    private final SurroundingsRpc agents;

    @Inject
    SurroundingsClient(Bus bus) {
        agents = bus.client(SurroundingsRpc.class);
    }

    public void groupsChanged(String host, List<SecurityGroupState> groups) {
        send(host, agents.securityGroupsChanged(host, groups));
    }

    public void tunnelsChanged(String host) {
        send(host, agents.tunnelsChanged(host));
    }

    private static void send(String host, Uni<Void> message) {
        message.subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.infof(
                                "an agent could not be told of its surroundings; it asks by itself, host=%s error=%s",
                                host, failure.getMessage()));
    }
}
