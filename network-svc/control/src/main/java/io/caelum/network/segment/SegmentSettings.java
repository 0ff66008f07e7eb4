package io.caelum.network.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "caelum.network")
interface SegmentSettings {

    /** {@code NAME:flat}, {@code NAME:vlan} (ids by administrators only) or {@code NAME:vlan:FIRST:LAST}. */
    Optional<List<String>> physicalNetworks();

    /** In which order types are tried for a network whose creator named none. */
    @WithDefault("vxlan,vlan,gre")
    List<String> tenantNetworkTypes();

    /** Ids handed out for vxlan networks; administrators may give others. */
    @WithDefault("1:65535")
    String vniRanges();

    /** Ids handed out for gre networks; administrators may give others. */
    @WithDefault("1:65535")
    String greIdRanges();

    /** MTU of the wires between the hosts. */
    @WithDefault("1500")
    int underlayMtu();
}
