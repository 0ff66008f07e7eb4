/**
 * The network agent of a host, as a library: the compute worker embeds it, the network node is a process around it. It
 * talks to network control only, over the bus, and has no database.
 *
 * <p>Settings: {@code caelum.host} (the host's name), {@code caelum.network-agent.mechanism}, {@code
 * caelum.network-agent.state-dir} and others in {@link io.caelum.networkagent.AgentSettings}.
 */
package io.caelum.networkagent;
