/**
 * Mends what should not be, whoever has left it: rows of a backup, a hand in the database, a defect of ours. The ordinary
 * way never needs it. A reconciler takes no input: it compares what is with what should be. What is young is left alone,
 * since somebody may be at it; what is mended is logged as a warning, because something was wrong.
 *
 * <p>Guests that should not be there, and servers whose guest is not there, are found in the reports of their hosts:
 * {@link io.caelum.compute.report}.
 */
package io.caelum.compute.heal;
