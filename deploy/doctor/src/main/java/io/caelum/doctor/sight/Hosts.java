package io.caelum.doctor.sight;

import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.contract.network.WiringInventoryRpc.Wired;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What hosts say that they have. Who did not answer is missing in the maps.
 *
 * @param guests of each compute host
 * @param wired ports of each host with a network agent
 * @param silent who could not be asked and why, in sentences
 */
public record Hosts(Map<String, List<Guest>> guests, Map<String, List<Wired>> wired, List<String> silent) {

    /** Nobody was asked. */
    public static Hosts none() {
        return new Hosts(Map.of(), Map.of(), List.of());
    }

    /** One guest and where it is. */
    public record Found(String host, Guest guest) {}

    public List<Found> allGuests() {
        var all = new ArrayList<Found>();
        guests.forEach((host, list) -> list.forEach(guest -> all.add(new Found(host, guest))));
        return all;
    }
}
