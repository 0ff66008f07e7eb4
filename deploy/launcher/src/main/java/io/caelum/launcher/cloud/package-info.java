/** Caelum's public API as a plain client sees it: what the commands need of it, without any OpenStack library. */
package io.caelum.launcher.cloud;
