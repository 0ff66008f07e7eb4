/**
 * Plans and what is made of them. A plan comes by message or by asking network control, lies on disk from then on, and is
 * made real by a {@link io.caelum.networknode.keep.Provision}: one that uses the kernel, one that only says it did.
 */
package io.caelum.networknode.keep;
