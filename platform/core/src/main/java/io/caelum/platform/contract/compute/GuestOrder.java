package io.caelum.platform.contract.compute;

import java.util.UUID;

/**
 * Which order it is, and about which guest. Orders of one server have rising numbers: a host carries out none that is older
 * than one it has seen, and repeats its answer to the newest one when it comes again.
 *
 * @param generation of the guest; a host refuses an order for another one than it has
 */
public record GuestOrder(UUID serverId, long generation, long number) {}
