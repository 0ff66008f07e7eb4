/** Builds the jars of the stack when their sources changed. */
package io.caelum.launcher.build;
