package io.caelum.networkagent;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.WiringInventoryRpc;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Connects the ports of one host. It remembers nothing that its mechanism does not: messages tell it what to do soon,
 * and {@link #compare} makes good what messages did not. Plain blocking code, to be called on virtual threads.
 */
final class NetworkAgent implements NetworkAgentRpc, WiringInventoryRpc {

    static final String BINARY = "caelum-network-agent";

    private static final Logger LOG = Logger.getLogger(NetworkAgent.class);

    private final String host;
    private final Mechanism mechanism;
    private final NetworkAgentReportRpc control;
    private final HostSurroundings surroundings;
    private final Instant startedAt;
    private final PortLocks locks = new PortLocks();
    private final EndedBindings ended = new EndedBindings();

    NetworkAgent(
            String host,
            Mechanism mechanism,
            NetworkAgentReportRpc control,
            HostSurroundings surroundings,
            Instant startedAt) {
        this.host = host;
        this.mechanism = mechanism;
        this.control = control;
        this.surroundings = surroundings;
        this.startedAt = startedAt;
    }

    /** Answers also for what is wired already: the first answer may have been lost. */
    @Override
    public Uni<Void> wirePort(String agentHost, PortWiring wiring) {
        if (wiring.deviceOwner().startsWith("compute:")) {
            Span.current().setAttribute(Tracing.SERVER_ID, wiring.deviceId());
        }
        connect(wiring).ifPresent(outcome -> answer(wiring, outcome));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> unwirePort(String agentHost, UUID portId, long bindingGeneration) {
        ended.add(portId, bindingGeneration);
        disconnect(portId, bindingGeneration);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Wired>> wired(String agentHost) {
        return Uni.createFrom()
                .item(mechanism.wirings().stream()
                        .map(wiring -> new Wired(wiring.portId(), wiring.bindingGeneration()))
                        .toList());
    }

    /** Tells network control that this agent lives, and what it has. */
    void report() {
        var configurations = new HashMap<String, Object>(mechanism.configurations());
        configurations.put("mechanism", mechanism.name());
        control.reportState(new AgentState(host, mechanism.agentType(), BINARY, startedAt, configurations))
                .await()
                .indefinitely();
    }

    /**
     * Compares what is wired with what should be, and repairs. What is wired is looked up first: a port that is bound in
     * between is then not taken for a leftover.
     */
    void compare() {
        List<PortWiring> found = mechanism.wirings();
        List<PortWiring> wanted = control.wiringsOf(host).await().indefinitely();
        Set<UUID> wantedIds = wanted.stream().map(PortWiring::portId).collect(Collectors.toSet());
        for (PortWiring leftover : found) {
            if (!wantedIds.contains(leftover.portId())) {
                disconnect(leftover.portId(), leftover.bindingGeneration());
            }
        }
        for (PortWiring wiring : wanted) {
            if (!isWired(wiring)) {
                connect(wiring).ifPresent(outcome -> answer(wiring, outcome));
            }
        }
        removeRemains(wantedIds);
    }

    /**
     * Compares what is really there with what was wired, and repairs. Needs nobody else, so it goes on when network control
     * and the bus are away.
     */
    void repair() throws WiringFailed {
        mechanism.repair();
    }

    private void removeRemains(Set<UUID> wantedIds) {
        try {
            mechanism.keepOnly(wantedIds);
        } catch (WiringFailed e) {
            LOG.warnf("what interrupted wirings left cannot be removed now, host=%s error=%s", host, e.getMessage());
        }
    }

    private boolean isWired(PortWiring wiring) {
        return mechanism.wiring(wiring.portId()).filter(wiring::equals).isPresent();
    }

    /** What became of it: wired, or why not; empty for a binding that is over, about which nobody wants to hear. */
    private Optional<Outcome> connect(PortWiring wiring) {
        ReentrantLock lock = locks.of(wiring.portId());
        lock.lock();
        try {
            if (isOver(wiring)) {
                return Optional.empty();
            }
            if (!isWired(wiring)) {
                surroundings.know(wiring);
                mechanism.wire(wiring);
                LOG.infof(
                        "port wired, port_id=%s generation=%d network_type=%s",
                        wiring.portId(),
                        wiring.bindingGeneration(),
                        wiring.segment().networkType());
            }
            return Optional.of(new Outcome(Optional.empty()));
        } catch (WiringFailed e) {
            LOG.warnf("port cannot be wired, port_id=%s error=%s", wiring.portId(), e.getMessage());
            return Optional.of(new Outcome(Optional.of(e.getMessage())));
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(PortWiring wiring) {
        return ended.contains(wiring.portId(), wiring.bindingGeneration())
                || mechanism
                        .wiring(wiring.portId())
                        .filter(present -> present.bindingGeneration() > wiring.bindingGeneration())
                        .isPresent();
    }

    private void disconnect(UUID portId, long generation) {
        ReentrantLock lock = locks.of(portId);
        lock.lock();
        try {
            Optional<PortWiring> present = mechanism.wiring(portId);
            if (present.isPresent() && present.get().bindingGeneration() <= generation) {
                mechanism.unwire(portId);
                LOG.infof("port unwired, port_id=%s generation=%d", portId, generation);
            }
        } catch (WiringFailed e) {
            LOG.warnf("port cannot be unwired; it will be tried again, port_id=%s error=%s", portId, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Not repeated here: network control asks again until it has heard. */
    private void answer(PortWiring wiring, Outcome outcome) {
        try {
            control.portWired(host, wiring.portId(), wiring.bindingGeneration(), outcome.error)
                    .await()
                    .indefinitely();
        } catch (RuntimeException e) {
            LOG.infof(
                    "network control did not hear of a port; it will ask again, port_id=%s error=%s",
                    wiring.portId(), e.getMessage());
        }
    }

    private record Outcome(Optional<String> error) {}
}
