package io.caelum.compute.worker.report;

import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.guest.HostGuests;
import io.caelum.platform.contract.compute.GuestInventoryRpc;
import io.caelum.platform.contract.compute.HostReport;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Tells whoever asks what is on a host. */
public final class GuestInventory implements GuestInventoryRpc {

    private final HostGuests guests;

    public GuestInventory(HostGuests guests) {
        this.guests = guests;
    }

    @Override
    public Uni<List<HostReport.Guest>> guests(String host) {
        return Uni.createFrom().item(told(guests.list()));
    }

    static List<HostReport.Guest> told(List<Guest> found) {
        return found.stream()
                .map(guest -> new HostReport.Guest(
                        guest.serverId(), guest.generation(), guest.power().code()))
                .toList();
    }
}
