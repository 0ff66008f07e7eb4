/**
 * Consoles of guests in a browser: a web socket here, one of the guest's host behind it. The token that compute control
 * issued is the first message, so that it stands in no address, no header and no log.
 */
package io.caelum.gateway.console;
