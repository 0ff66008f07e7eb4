/**
 * Spans and their way to the gateway. A trace begins at the gateway or with a workflow; messages outside of any trace are
 * periodic questions and reports and make none.
 */
package io.caelum.platform.trace;
