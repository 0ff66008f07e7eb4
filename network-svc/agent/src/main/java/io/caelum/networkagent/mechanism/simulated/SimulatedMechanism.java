package io.caelum.networkagent.mechanism.simulated;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.networkagent.mechanism.WiringFiles;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortWiring;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Connects nothing: a wiring is a file. Takes as long, and fails as often, as its folder's behaviour file says. */
public final class SimulatedMechanism implements Mechanism {

    private final WiringFiles files;
    private final Behaviour behaviour;

    /** @param folder where the wirings are kept; made if it does not exist */
    public SimulatedMechanism(Path folder) {
        files = new WiringFiles(folder);
        behaviour = new Behaviour(folder.resolve(Behaviour.FILE));
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public String agentType() {
        return "Simulated agent";
    }

    @Override
    public Map<String, Object> configurations() {
        return Map.of("devices", files.count(), "tunnel_types", List.of("gre", "vxlan"));
    }

    @Override
    public void wire(PortWiring wiring) throws WiringFailed {
        behaviour.act("wire");
        files.write(wiring);
    }

    @Override
    public void unwire(UUID portId) throws WiringFailed {
        behaviour.act("unwire");
        files.delete(portId);
    }

    @Override
    public Optional<PortWiring> wiring(UUID portId) {
        return files.read(portId);
    }

    @Override
    public List<PortWiring> wirings() {
        return files.readAll();
    }

    /** There is nothing that could filter or carry packets. */
    @Override
    public void surround(Surroundings surroundings) {}

    /** A file is there or not: {@link #wiring} tells what really is. */
    @Override
    public void repair() {}

    /** That it was wired is all that there is of it. */
    @Override
    public List<HopFinding> probe(PortWiring wiring) {
        return List.of(HopFinding.fine("tap", "The simulated port " + wiring.portId() + " is wired."));
    }

    @Override
    public void keepOnly(Set<UUID> wanted) {}
}
