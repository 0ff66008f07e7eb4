package io.caelum.networkagent.mechanism;

import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortWiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How ports get connected on this host. Calls about one port never come at the same time. What was wired stays wired when
 * the process ends, and {@link #wirings} still knows it afterwards.
 */
public interface Mechanism {

    /** The name in configuration and reports, e.g. {@code simulated}. */
    String name();

    /** How the API's list of agents calls an agent with this mechanism. */
    String agentType();

    /** What an operator should know; shown as the agent's configurations. */
    Map<String, Object> configurations();

    /** Connects a port, or brings what is there up to date. Doing it again changes nothing. */
    void wire(PortWiring wiring) throws WiringFailed;

    /** Disconnects a port. Nothing there is fine. */
    void unwire(UUID portId) throws WiringFailed;

    /** How a port is connected now. */
    Optional<PortWiring> wiring(UUID portId);

    /** All that is connected now. */
    List<PortWiring> wirings();

    /** What is around the ports is now this: filters and tunnels follow. Doing it again changes nothing. */
    void surround(Surroundings surroundings) throws WiringFailed;

    /**
     * Compares what is really there with what was wired, and makes good what others took away or changed. Touches nothing
     * that is as it should be. Needs neither network control nor the bus.
     */
    void repair() throws WiringFailed;

    /**
     * What is really there of a port that was wired: the hops that {@code PortProbeRpc} names. Changes nothing, and repairs
     * nothing: who asks wants to see what is broken.
     */
    List<HopFinding> probe(PortWiring wiring);

    /** Removes what a wiring that was interrupted left behind, of other ports than these and those that are wired. */
    void keepOnly(Set<UUID> wanted) throws WiringFailed;
}
