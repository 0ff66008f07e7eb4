/** The resource {@code subnet}: which addresses a network's ports may have. */
package io.caelum.network.subnet;
