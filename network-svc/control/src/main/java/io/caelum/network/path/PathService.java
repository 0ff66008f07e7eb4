package io.caelum.network.path;

import io.caelum.network.neighbour.ProbeClient;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks the way from a floating address to its guest. */
@ApplicationScoped
public class PathService {

    @Inject
    Db db;

    @Inject
    PathRows rows;

    @Inject
    ProbeClient hosts;

    /** @param seesHosts whether the one who asks may see where ports are bound */
    public Uni<PathView> walk(UUID floatingIp, boolean seesHosts) {
        return db.read(tx -> rows.facts(tx, floatingIp))
                .chain(facts -> facts.isEmpty()
                        ? Uni.createFrom().item(List.of(RowHops.unassociated()))
                        : walk(facts.get()).map(found -> seesHosts ? found : new HiddenHosts(facts.get()).in(found)))
                .map(findings -> PathView.of(floatingIp, Walk.of(findings)));
    }

    /** What is a port to the agent that wires it is a hop of its own here. */
    private void askAbout(@Nullable UUID port, String hop, String host, List<Uni<List<HopFinding>>> questions) {
        if (port != null) {
            questions.add(hosts.port(host, port)
                    .map(findings ->
                            findings.stream().map(finding -> finding.at(hop)).toList()));
        }
    }

    /** Hosts are asked at the same time: each has its own time to answer, and that it does not is a finding too. */
    private Uni<List<HopFinding>> walk(PathFacts facts) {
        List<HopFinding> known = RowHops.of(facts);
        var questions = new ArrayList<Uni<List<HopFinding>>>();
        questions.add(Uni.createFrom().item(known));
        if (!facts.portHost().isEmpty() && facts.wiringAlive()) {
            questions.add(hosts.port(facts.portHost(), facts.portId()));
        }
        if (facts.dhcpHost() != null && facts.dhcpAgentAlive()) {
            questions.add(hosts.lease(facts.dhcpHost(), facts.networkId(), facts.portId()));
        }
        if (facts.routerHost() != null && facts.routerAgentAlive()) {
            questions.add(hosts.router(facts.routerHost(), facts.routerId(), facts.floatingIp(), facts.fixedIp()));
            askAbout(facts.interfacePortId(), "router", facts.routerHost(), questions);
            askAbout(facts.gatewayPortId(), "gateway", facts.routerHost(), questions);
        }
        return Uni.join()
                .all(questions)
                .andFailFast()
                .map(answers -> answers.stream().flatMap(List::stream).toList());
    }
}
