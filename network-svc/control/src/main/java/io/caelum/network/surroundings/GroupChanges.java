package io.caelum.network.surroundings;

import io.caelum.network.neighbour.SurroundingsClient;
import io.caelum.network.sweep.Nudge;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells hosts of security groups whose rules or members have changed, those that changed at about the same time together.
 * A message that is lost is made up for by the agents, which ask for all their groups from time to time.
 */
@ApplicationScoped
public class GroupChanges {

    private static final Duration GATHER = Duration.ofMillis(50);

    private final Db db;
    private final GroupStates states;
    private final SurroundingsClient agents;
    private final Nudge<UUID> nudge;

    @Inject
    GroupChanges(Db db, GroupStates states, SurroundingsClient agents, Vertx vertx) {
        this.db = db;
        this.states = states;
        this.agents = agents;
        this.nudge = new Nudge<>(vertx, GATHER, this::tell);
    }

    public void changedAfter(Tx tx, Collection<UUID> groups) {
        if (!groups.isEmpty()) {
            tx.afterCommit(() -> groups.forEach(nudge::about));
        }
    }

    private Uni<Void> tell(Set<UUID> groups) {
        return db.read(tx -> states.concerned(tx, groups).chain(hosts -> {
                    var all = hosts.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
                    return states.of(tx, all).invoke(found -> send(hosts, found));
                }))
                .replaceWithVoid();
    }

    private void send(Map<String, Set<UUID>> hosts, List<SecurityGroupState> found) {
        hosts.forEach((host, wanted) -> agents.groupsChanged(
                host,
                found.stream().filter(state -> wanted.contains(state.groupId())).toList()));
    }
}
