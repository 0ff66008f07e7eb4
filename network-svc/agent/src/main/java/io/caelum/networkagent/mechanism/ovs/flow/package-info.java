/**
 * What the switch does with frames, as OpenFlow. Each program is a function from what is wired and what is around to the
 * set of all flows of a bridge; {@link io.caelum.networkagent.mechanism.ovs.flow.BridgeFlows} brings a bridge there in one
 * bundle and touches only what differs.
 *
 * <p>The integration bridge never uses {@code NORMAL}: it knows the address of each of its ports, so it says for each
 * frame where it goes. What no flow lets through is dropped, also in the moment between a port's coming and its flows.
 * Frames are untagged in its tables; register 6 holds the local number of the network, register 5 the port that sent (60 to
 * 73) or gets (81 to 90) the frame.
 *
 * <pre>
 *  0  where from: cables to other bridges by their tag; ports go on to 60
 * 60  which port; what is tagged is dropped; filtered ports go to 71, others to 74
 * 70  IPv6 source of neighbour discovery      71  is the sender who it says; then connection tracking
 * 72  rules for what a port sends             73  remember that the sender may
 * 74  unfiltered senders: routers, DHCP, other hosts
 * 81  what a filtered port gets               82  rules for that     83  remember that the receiver may
 * 90  to the port in register 5               94  who gets it     95, 96  addresses learned behind unfiltered guests
 * </pre>
 */
package io.caelum.networkagent.mechanism.ovs.flow;
