/**
 * Consoles of this host's guests. The bytes of a console pass through a unix socket that nobody but the host's own
 * processes can open; whoever may see them gets a ticket by RPC, and with it one connection by web socket.
 */
package io.caelum.compute.worker.console;
