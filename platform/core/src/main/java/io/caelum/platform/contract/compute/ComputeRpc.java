package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/**
 * Work for one compute host, told by compute control. 1.2: guests go from host to host. 1.1: orders for guests that are
 * there. 1.0: first.
 */
@RpcTopic(value = "compute", exchange = "nova", version = "1.2")
public interface ComputeRpc {

    /**
     * Fetch the image, make the disk, start the guest. Answered by {@link ComputeReportRpc#instanceSpawned} or
     * {@code instanceFailed}. Repeating it for a guest that runs only repeats the answer.
     */
    @Cast
    Uni<Void> buildAndRunInstance(@Host String host, BuildRequest build);

    /**
     * Make a guest of the disks of one that is off on another host. Answered as {@link #buildAndRunInstance} is; repeating
     * it is as good.
     */
    @Cast
    Uni<Void> receiveInstance(@Host String host, ReceiveRequest request);

    /** Stop the guest and remove all that belongs to it. Answered by {@link ComputeReportRpc#instanceTerminated}. */
    @Cast
    Uni<Void> terminateInstance(@Host String host, TerminateRequest terminate);

    /** Switch a guest on or off, hold it, let it go on. Answered by {@link ComputeReportRpc#orderEnded}. */
    @Cast
    Uni<Void> changePower(@Host String host, PowerRequest request);

    /**
     * Write the root disk as it is now into a file and bring that to the image service. Answered by
     * {@link ComputeReportRpc#orderEnded}.
     */
    @Cast
    Uni<Void> snapshotInstance(@Host String host, SnapshotRequest request);

    /** Put a new root disk in the place of the old one. Answered by {@link ComputeReportRpc#orderEnded}. */
    @Cast
    Uni<Void> rebuildInstance(@Host String host, RebuildRequest request);

    /**
     * Bring a guest to another host while it runs. Answered by {@link ComputeReportRpc#orderEnded}: the guest is there and
     * stands still here, or it could not be brought and runs here as before. The other host reports it as spawned too.
     */
    @Cast
    Uni<Void> liveMigrateInstance(@Host String host, LiveMigrateRequest request);

    /**
     * What a guest has written to its serial console.
     *
     * @param lines as many of the last ones; empty for all that is kept
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<String> getConsoleOutput(@Host String host, UUID serverId, Optional<Integer> lines);
}
