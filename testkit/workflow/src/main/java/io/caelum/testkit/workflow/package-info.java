/**
 * Proves of any workflow what all of them promise: each step may run twice, fail, or lose its process before and after
 * its effect, or to one that was stopped for longer than its lease; undo may run twice, fail a few times or lose its
 * process; a cancel may come during each step. After all of that there is either what a plain run leaves, or nothing.
 *
 * <p>A module of its own: the testkit stands below platform/data, whose tests use it, and this stands above.
 */
package io.caelum.testkit.workflow;
