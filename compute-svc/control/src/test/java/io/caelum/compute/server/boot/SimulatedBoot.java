package io.caelum.compute.server.boot;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.neighbour.SimulatedNeighbours;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.ServerStates;
import io.caelum.compute.server.delete.DeleteServer;
import io.caelum.platform.data.Db;
import io.caelum.platform.workflow.Workflows;

/** The real boot, in a simulated process. */
public record SimulatedBoot(BootServer workflow, BootSignals signals) {

    public static SimulatedBoot of(
            Workflows workflows,
            SimulatedNeighbours neighbours,
            Hosts hosts,
            ServerStates states,
            InstanceActions actions,
            ServerNotices notices,
            DeleteServer delete,
            Db db) {
        return new SimulatedBoot(
                new BootServer(
                        new Placement(hosts, states, actions, notices),
                        new BootEnding(states, actions, notices),
                        neighbours.network(),
                        neighbours.workers(),
                        new FormerHosts(db, hosts, neighbours.workers()),
                        states,
                        delete,
                        db),
                new BootSignals(workflows));
    }
}
