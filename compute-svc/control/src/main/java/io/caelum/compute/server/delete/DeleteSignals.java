package io.caelum.compute.server.delete;

import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What a host tells a delete that waits for it. */
@ApplicationScoped
public class DeleteSignals {

    private static final String TERMINATED = "terminated";
    private static final String HOST_DOWN = "host-down";

    private final Workflows workflows;

    DeleteSignals(Workflows workflows) {
        this.workflows = workflows;
    }

    record Terminated(String host, long generation) {}

    public Uni<Boolean> terminated(Tx tx, UUID server, String host, long generation) {
        return workflows.signal(tx, DeleteServer.KIND, server, TERMINATED, new Terminated(host, generation));
    }

    /** Only wakes it: whether the host is up, it sees for itself. */
    public Uni<Boolean> hostDown(Tx tx, UUID server) {
        return workflows.signal(tx, DeleteServer.KIND, server, HOST_DOWN, null);
    }

    static boolean isTerminated(Run<DeleteData> run) {
        return run.signals().stream()
                .filter(signal -> signal.name().equals(TERMINATED))
                .anyMatch(signal -> signal.payload().path("generation").asLong()
                                >= run.data().generation()
                        && signal.payload()
                                .path("host")
                                .asText()
                                .equals(run.data().host().orElse("")));
    }
}
