/**
 * Servers are stopped, started, rebooted, held and let go on. {@link io.caelum.compute.server.power.PowerAction} is the
 * table of what there is, {@link io.caelum.compute.server.power.ChangePower} the list of steps, the same for all.
 */
package io.caelum.compute.server.power;
