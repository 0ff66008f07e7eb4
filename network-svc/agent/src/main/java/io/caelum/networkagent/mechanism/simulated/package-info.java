/** A mechanism for hosts without privileges, and for tests: everything works but the wires. */
package io.caelum.networkagent.mechanism.simulated;
