/**
 * Faults on the processes of a running stack. A {@link io.caelum.acceptance.faults.Load} of many users boots and deletes
 * servers through the public API; a {@link io.caelum.acceptance.faults.Fault} befalls a part and is healed; the
 * {@link io.caelum.acceptance.faults.Traffic} says how users felt it, and the
 * {@link io.caelum.acceptance.faults.Verdict} whether anything was lost, doubled or left over.
 */
package io.caelum.acceptance.faults;
