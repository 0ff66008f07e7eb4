/**
 * Calls over the broker, ours beside the Python library's. Servers are processes of their own on both sides, and Python's
 * callers, too: so each pays for what it would pay for in a cloud.
 */
package io.caelum.bench.rpc;
