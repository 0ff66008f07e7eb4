/**
 * Consoles of servers: an address with a token is issued to whoever may see the server, and the gateway asks what a token
 * opens. A token is good for ten minutes and for one guest on one host: not after the server was moved, stopped or deleted.
 */
package io.caelum.compute.server.console;
