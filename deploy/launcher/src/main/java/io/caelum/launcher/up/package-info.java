/** From nothing to a running stack, as much at a time as the machine can do. */
package io.caelum.launcher.up;
