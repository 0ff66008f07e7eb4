/**
 * Guests that are only written down: a JSON file for each, in the folder {@code guests} of the host's state. They need no
 * privileges and no time, and like real ones they live on when the worker's process ends. How they behave is read from
 * {@code simulated.properties} in the state folder whenever something is done, see {@link
 * io.caelum.compute.worker.driver.simulated.SimulatedSettings}.
 */
package io.caelum.compute.worker.driver.simulated;
