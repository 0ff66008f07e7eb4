/**
 * The cloud as its users meet it. Tests with the tag {@code stack} drive a running stack, which {@code deploy/stack test}
 * starts for them, by the unmodified command-line client and by plain HTTP; those in {@code architecture} look at the
 * compiled classes of all modules and run in every build.
 */
package io.caelum.acceptance;
