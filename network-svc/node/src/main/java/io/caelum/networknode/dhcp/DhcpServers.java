package io.caelum.networknode.dhcp;

import io.caelum.networknode.keep.Provision;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.HopFinding;
import java.util.List;

/** How addresses and metadata are served on networks; one package for each way. */
public interface DhcpServers extends Provision<DhcpPlan> {

    /**
     * What a port was really given: hops {@code dhcp-lease} and {@code metadata}.
     *
     * @param leases all of one port
     */
    List<HopFinding> probe(DhcpPlan plan, List<DhcpPlan.Lease> leases);
}
