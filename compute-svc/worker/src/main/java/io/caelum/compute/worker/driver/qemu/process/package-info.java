/**
 * Processes of guests: how they are started with as few rights as they need, within limits, and how they are found and
 * ended. A program of a guest never goes through a shell with anything but fixed words; names and ids are arguments.
 */
package io.caelum.compute.worker.driver.qemu.process;
