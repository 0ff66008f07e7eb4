package io.caelum.compute.server.delete;

import io.caelum.compute.action.InstanceActions;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.migration.NobodyMoves;
import io.caelum.compute.neighbour.SimulatedNeighbours;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.ServerStates;
import io.caelum.platform.data.Db;
import io.caelum.platform.workflow.Workflows;

/** The real delete, in a simulated process. */
public record SimulatedDelete(DeleteServer workflow, DeleteSignals signals) {

    public static SimulatedDelete of(
            Workflows workflows,
            SimulatedNeighbours neighbours,
            Hosts hosts,
            ServerStates states,
            InstanceActions actions,
            ServerNotices notices,
            Db db) {
        return new SimulatedDelete(
                new DeleteServer(
                        workflows,
                        neighbours.workers(),
                        neighbours.network(),
                        hosts,
                        new NobodyMoves(),
                        states,
                        actions,
                        notices,
                        db),
                new DeleteSignals(workflows));
    }
}
