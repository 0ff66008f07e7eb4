/** Makes the caches that let processes start several times faster. */
package io.caelum.launcher.train;
