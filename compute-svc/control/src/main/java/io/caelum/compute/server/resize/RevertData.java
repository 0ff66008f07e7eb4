package io.caelum.compute.server.resize;

import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.contract.compute.GuestOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * What a way back has found out so far.
 *
 * @param left the host that the server leaves again
 * @param leftGeneration of the guest there
 * @param back the host to which it returns
 * @param start the order to switch the guest there on
 * @param ran whether it is to run there
 * @param order what it is there
 * @param returned whether it is that host's again
 * @param powerState what that host has said that its guest is
 */
record RevertData(
        UUID migration,
        String left,
        long leftGeneration,
        String back,
        Optional<String> backZone,
        GuestOrder start,
        boolean ran,
        BootOrder order,
        boolean returned,
        int powerState) {

    RevertData hasReturned() {
        return new RevertData(migration, left, leftGeneration, back, backZone, start, ran, order, true, powerState);
    }

    RevertData started(int power) {
        return new RevertData(migration, left, leftGeneration, back, backZone, start, ran, order, returned, power);
    }
}
