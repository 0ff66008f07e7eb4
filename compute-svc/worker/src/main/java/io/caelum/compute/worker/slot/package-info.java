/**
 * Host names for workers that nobody names. Containers that are scaled up and down have names of chance, while a host
 * keeps its name for ever: its guests, its claims and its place in everybody's lists hang on it. So the workers of one
 * machine share a folder; each takes the first name in it that no living process holds, together with the state that
 * belongs to the name. One that comes back finds its guests again, and a further one gets a further name.
 *
 * <p>A name is held by a lock on a file, which the kernel takes back when the process ends, however it ends.
 */
package io.caelum.compute.worker.slot;
