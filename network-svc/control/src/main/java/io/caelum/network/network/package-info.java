/** The resource {@code network}. */
package io.caelum.network.network;
