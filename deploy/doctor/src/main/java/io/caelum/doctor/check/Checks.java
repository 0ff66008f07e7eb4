package io.caelum.doctor.check;

import java.util.List;

/** All of them, in the order in which they are told. */
public final class Checks {

    public static final List<Check> ALL = List.of(
            new ServersUnderWay(),
            new WorkflowsUnderWay(),
            new PortsUnderWay(),
            new UploadsUnderWay(),
            new DoubleGuests(),
            new GuestsWithoutServer(),
            new ServersWithoutGuest(),
            new PortsWithoutServer(),
            new Claims(),
            new Wirings(),
            new HostSums(),
            new OverdrawnQuotas(),
            new Addresses(),
            new Segments(),
            new Outboxes(),
            new UnexplainedErrors(),
            new StuckMessages(),
            new ImageBytes());

    private Checks() {}
}
