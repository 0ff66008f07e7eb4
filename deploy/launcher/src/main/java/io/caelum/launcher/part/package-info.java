/** The parts of a running stack, all alike for the commands: start, stop, how it is. */
package io.caelum.launcher.part;
