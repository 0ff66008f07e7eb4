/** The L3 agent: routers between networks, and what they translate at their gateway. */
package io.caelum.networknode.router;
