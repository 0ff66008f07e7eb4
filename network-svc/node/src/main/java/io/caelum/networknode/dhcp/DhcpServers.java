package io.caelum.networknode.dhcp;

import io.caelum.networknode.keep.Provision;
import io.caelum.platform.contract.network.DhcpPlan;

/** How addresses and metadata are served on networks; one package for each way. */
public interface DhcpServers extends Provision<DhcpPlan> {}
