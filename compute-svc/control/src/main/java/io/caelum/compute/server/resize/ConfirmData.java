package io.caelum.compute.server.resize;

import io.caelum.compute.server.VmState;
import java.util.UUID;

/**
 * What a confirmation has found out so far.
 *
 * @param former the host that the server has left
 * @param generation of the guest there
 * @param to what the server was before it moved, and is to be again
 */
record ConfirmData(UUID migration, String former, long generation, VmState to) {}
