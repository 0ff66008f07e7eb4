/**
 * Spans and their way to the gateway. A trace begins at the gateway, a workflow or a call; casts outside of any trace are
 * periodic reports and make none.
 */
package io.caelum.platform.trace;
