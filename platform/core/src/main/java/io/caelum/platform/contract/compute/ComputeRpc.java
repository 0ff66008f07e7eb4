package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** Work for one compute host, told by compute control. 1.0: first. */
@RpcTopic(value = "compute", exchange = "nova", version = "1.0")
public interface ComputeRpc {

    /**
     * Fetch the image, make the disk, start the guest. Answered by {@link ComputeReportRpc#instanceSpawned} or
     * {@code instanceFailed}. Repeating it for a guest that runs only repeats the answer.
     */
    @Cast
    Uni<Void> buildAndRunInstance(@Host String host, BuildRequest build);

    /** Stop the guest and remove all that belongs to it. Answered by {@link ComputeReportRpc#instanceTerminated}. */
    @Cast
    Uni<Void> terminateInstance(@Host String host, TerminateRequest terminate);
}
