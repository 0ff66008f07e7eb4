/** Shows where a request spent its time, across all processes. */
package io.caelum.launcher.trace;
