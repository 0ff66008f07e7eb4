/** Routers for hosts without privileges, and for tests: all is decided as in a real one, no packet passes. */
package io.caelum.networknode.router.simulated;
