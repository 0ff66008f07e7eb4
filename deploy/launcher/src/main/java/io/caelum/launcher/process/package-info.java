/**
 * Processes that outlive the command which started them. Each runs in a session of its own, so that Ctrl-C in the
 * terminal ends the command and not the cloud, and is found again by a pid file that also holds the kernel's start time:
 * a pid alone may by then belong to somebody else.
 */
package io.caelum.launcher.process;
