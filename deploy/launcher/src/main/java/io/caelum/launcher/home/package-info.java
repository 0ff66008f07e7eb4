/** The state folder of one stack ({@code .caelum} in the checkout, or {@code CAELUM_HOME}): layout, ports and secrets. */
package io.caelum.launcher.home;
