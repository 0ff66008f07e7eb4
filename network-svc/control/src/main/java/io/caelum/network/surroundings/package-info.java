/** What agents have to know of what is around their ports: security groups with their members, and other hosts. */
package io.caelum.network.surroundings;
