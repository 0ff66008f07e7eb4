/** How many networks, subnets and so on a project may have. */
package io.caelum.network.quota;
