/**
 * How a server comes to life. {@link io.caelum.compute.server.boot.BootServer} is the list of steps; the others are what
 * it is made of.
 *
 * <p><b>Tries.</b> A try is one host. Its number, the generation, goes to the host and comes back in all that the host
 * reports, and a host refuses builds that are older than what it has seen. So words of a former try mean nothing, however
 * late they come. A try that another host may do better leads back to {@code place}; there the number of tries is bounded.
 *
 * <p><b>Ports</b> have ids which are fixed before the first try. Events about them carry no generation: those that came
 * before the ports were bound to the present host belong to a former one and are not counted.
 *
 * <p><b>Order of locks.</b> Host, then server, then workflow, in every transaction here and in the delete: the engine
 * writes its record last.
 *
 * <p><b>Delete wins.</b> Every move of the state is conditional on nobody wanting the server deleted. A delete marks the
 * row and cancels the workflow; when all is taken back, the last transaction starts the delete.
 */
package io.caelum.compute.server.boot;
