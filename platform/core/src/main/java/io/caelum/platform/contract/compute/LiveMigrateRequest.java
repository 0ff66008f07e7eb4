package io.caelum.platform.contract.compute;

/**
 * @param to the other host
 * @param build what the guest is there
 * @param runs false for a guest that is paused, and is so there too
 */
public record LiveMigrateRequest(GuestOrder order, String to, BuildRequest build, boolean runs) {

    @Override
    public String toString() {
        return "LiveMigrateRequest[" + order + ", to=" + to + "]";
    }
}
