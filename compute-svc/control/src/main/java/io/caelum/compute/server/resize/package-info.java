/**
 * A server gets another size on another host, or only another host, and its owner says whether it is well there.
 *
 * <p><b>There.</b> {@link io.caelum.compute.server.resize.ResizeServer}: the guest is switched off, its ports are bound to
 * the other host, which reads its disks from the first one and makes a guest of them. Up to the last step the server's row
 * names the first host, and whatever fails takes everything back: the other host has said that it has no guest before the
 * first one starts its own again.
 *
 * <p><b>And then.</b> The first host keeps the guest, switched off, until the move is confirmed ({@link
 * io.caelum.compute.server.resize.ConfirmResize} removes it) or reverted ({@link
 * io.caelum.compute.server.resize.RevertResize} removes the other one, and starts it again). A delete removes both.
 *
 * <p><b>Owners and deadlines.</b> Each task state belongs to one of these workflows. A server that waits to be confirmed has
 * no task: it may wait for ever, as its owner likes. What both hosts hold is written in {@link io.caelum.compute.migration}.
 */
package io.caelum.compute.server.resize;
