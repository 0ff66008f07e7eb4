/** The resource {@code agent}: who reports from the hosts. */
package io.caelum.network.agent;
