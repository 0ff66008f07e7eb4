/**
 * Guests that are only written down: a JSON file for each, in the folder {@code guests} of the host's state. They need no
 * privileges and no time. They run as long as the worker's process does, and lie still after that until a later one takes
 * them up: so a host that is gone runs nothing, and its guests may be built elsewhere. How they behave is read from
 * {@code simulated.properties} in the state folder whenever something is done, see {@link
 * io.caelum.compute.worker.driver.simulated.SimulatedSettings}.
 */
package io.caelum.compute.worker.driver.simulated;
