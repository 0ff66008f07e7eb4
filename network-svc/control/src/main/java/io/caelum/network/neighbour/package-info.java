/** Other services and the agents, as this service sees them. */
package io.caelum.network.neighbour;
