package io.caelum.networkagent;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SurroundingsReportRpc;
import io.caelum.platform.contract.network.SurroundingsRpc;
import io.caelum.platform.contract.network.TunnelPeer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * What is around the ports of a host: security groups and other hosts. Kept on disk, applied by the mechanism; told by
 * messages, and asked for where these may have been lost.
 */
final class HostSurroundings implements SurroundingsRpc {

    private static final Logger LOG = Logger.getLogger(HostSurroundings.class);

    private final String host;
    private final Mechanism mechanism;
    private final SurroundingsReportRpc control;
    private final SurroundingsFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private Surroundings current;

    HostSurroundings(String host, Mechanism mechanism, SurroundingsReportRpc control, SurroundingsFile file) {
        this.host = host;
        this.mechanism = mechanism;
        this.control = control;
        this.file = file;
        this.current = file.read();
    }

    @Override
    public Uni<Void> securityGroupsChanged(String agentHost, List<SecurityGroupState> groups) {
        become(known -> known.withGroups(groups));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> tunnelsChanged(String agentHost) {
        askForTunnels();
        return Uni.createFrom().voidItem();
    }

    /** Asks for everything. */
    void compare() {
        askForTunnels();
        askForGroups();
    }

    /** Before a port is wired: a port whose groups are not known lets nothing through. */
    void know(PortWiring wiring) {
        if (current().groups().keySet().containsAll(wiring.securityGroups())) {
            return;
        }
        try {
            askForGroups();
        } catch (RuntimeException e) {
            LOG.infof(
                    "security groups of a port are not known yet; it stays closed, port_id=%s error=%s",
                    wiring.portId(), e.getMessage());
        }
    }

    private void askForTunnels() {
        List<TunnelPeer> peers = control.tunnelsOf(host).await().indefinitely();
        become(known -> known.withPeers(peers));
    }

    private void askForGroups() {
        Set<UUID> before = current().groups().keySet();
        List<SecurityGroupState> groups = control.securityGroupsOf(host).await().indefinitely();
        become(known -> known.withGroups(groups).withoutGroups(before, groups));
    }

    private Surroundings current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void become(UnaryOperator<Surroundings> change) {
        lock.lock();
        try {
            Surroundings next = change.apply(current);
            if (!next.equals(current)) {
                file.write(next);
                current = next;
                mechanism.surround(next);
            }
        } catch (WiringFailed e) {
            // the mechanism has been told: its next repair is done with the new ones
            LOG.warnf("filters and tunnels cannot be brought up to date now, host=%s error=%s", host, e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
