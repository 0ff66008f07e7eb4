package io.caelum.networkagent;

import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SurroundingsReportRpc;
import io.caelum.platform.contract.network.TunnelPeer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Network control as agents ask it about what is around their ports. */
final class FakeSurroundingsControl implements SurroundingsReportRpc {

    List<SecurityGroupState> groups = List.of();
    List<TunnelPeer> peers = List.of();
    boolean away;
    int questionsForGroups;

    @Override
    public Uni<List<SecurityGroupState>> securityGroupsOf(String host) {
        questionsForGroups++;
        return away ? failure() : Uni.createFrom().item(groups);
    }

    @Override
    public Uni<List<TunnelPeer>> tunnelsOf(String host) {
        return away ? failure() : Uni.createFrom().item(peers);
    }

    private static <T> Uni<T> failure() {
        return Uni.createFrom().failure(new RpcUnreachableException("nobody serves network-reports"));
    }
}
