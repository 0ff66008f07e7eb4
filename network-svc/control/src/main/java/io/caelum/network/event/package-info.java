/** Events for compute: {@code network-vif-plugged} as soon as a port is wired, or cannot be. */
package io.caelum.network.event;
