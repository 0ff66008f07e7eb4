package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.caelum.platform.contract.network.ServerAttachments.SecurityGroup;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What compute asks about security groups. Served by every network control. 1.0: first. */
@RpcTopic(value = "network", exchange = "neutron", namespace = "security-groups", version = "1.0")
public interface SecurityGroupLookupRpc {

    /** All groups of a project with what they let in; its default one is always among them. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<List<SecurityGroup>> groupsOf(String projectId);
}
