package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.networkagent.mechanism.ovs.database.SwitchPort;
import io.caelum.networkagent.mechanism.ovs.database.SwitchState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

/**
 * The local number of each network on this host, 1 to 4094. The ports of the network remember it, so that it is the same
 * after a restart; with its last port it is free again.
 */
final class LocalVlans {

    static final String NETWORK = "caelum-network";
    private static final int MAX = 4094;

    private LocalVlans() {}

    static Map<UUID, Integer> remembered(SwitchState state) {
        var numbers = new HashMap<UUID, Integer>();
        for (SwitchPort port : state.portsOf(OvsHost.INTEGRATION)) {
            String network = port.externalIds().get(NETWORK);
            if (network != null && port.tag().isPresent()) {
                numbers.put(UUID.fromString(network), port.tag().get());
            }
        }
        return numbers;
    }

    static int free(Map<UUID, Integer> used) throws WiringFailed {
        var taken = new HashSet<>(used.values());
        for (int number = 1; number <= MAX; number++) {
            if (!taken.contains(number)) {
                return number;
            }
        }
        throw new WiringFailed("this host has ports on " + MAX + " networks; there is no local number for another");
    }
}
