package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;

/** The clients of a simulated process. */
public record SimulatedNeighbours(WorkerClient workers, NetworkClient network) {

    public static SimulatedNeighbours on(Bus bus) {
        return new SimulatedNeighbours(new WorkerClient(bus), new NetworkClient(bus));
    }
}
