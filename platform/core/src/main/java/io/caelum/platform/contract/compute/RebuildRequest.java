package io.caelum.platform.contract.compute;

/**
 * @param build what the guest is to be from now on; its generation is the one that it has
 * @param startAgain whether it is to run afterwards
 */
public record RebuildRequest(GuestOrder order, BuildRequest build, boolean startAgain) {

    @Override
    public String toString() {
        return "RebuildRequest[" + order + "]";
    }
}
