package io.caelum.platform.contract.compute;

/**
 * A guest that is to come from another host, where it is off.
 *
 * @param build what it is to be here; its disks are those of the other guest, made larger where this wants more
 * @param from the host that has it
 * @param fromGeneration of the guest there
 * @param start whether it is to run when it is here
 */
public record ReceiveRequest(BuildRequest build, String from, long fromGeneration, boolean start) {

    @Override
    public String toString() {
        return "ReceiveRequest[" + build + ", from=" + from + "]";
    }
}
