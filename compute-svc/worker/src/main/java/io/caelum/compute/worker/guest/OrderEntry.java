package io.caelum.compute.worker.guest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.caelum.platform.contract.compute.GuestOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * The newest order for a guest.
 *
 * @param powerState of the guest when the order had ended
 * @param failure why it could not be carried out
 * @param told whether compute control has answered the report of its end
 */
record OrderEntry(
        UUID serverId,
        long generation,
        long number,
        boolean ended,
        int powerState,
        Optional<String> failure,
        boolean told) {

    static OrderEntry begun(GuestOrder order) {
        return new OrderEntry(order.serverId(), order.generation(), order.number(), false, 0, Optional.empty(), false);
    }

    OrderEntry ended(int power, Optional<String> why) {
        return new OrderEntry(serverId, generation, number, true, power, why, false);
    }

    OrderEntry withTold() {
        return new OrderEntry(serverId, generation, number, ended, powerState, failure, true);
    }

    boolean isOf(GuestOrder order) {
        return number == order.number() && generation == order.generation();
    }

    @JsonIgnore
    boolean isOwed() {
        return ended && !told;
    }
}
