/**
 * Open vSwitch connects the ports, in the layout of Neutron's agent for it.
 *
 * <pre>
 *  guest's tap, router's and DHCP's ports -- br-int --patch-- br-tun -- a VXLAN and a GRE port for each other host
 *                                                \--patch-- a bridge for each physical network -- its NIC
 * </pre>
 *
 * Open vSwitch's database remembers bridges, ports and the local number of each network; files beside it the wirings and what
 * is around them. So everything goes on while this process is away, and it finds all again when it starts. The kernel's
 * datapath is used where there is one; else the userspace datapath, with two consequences: tunnels need their address on a
 * bridge that owns the NIC ({@code br-phy}), and the kernel must be kept from listening to guests, since it sees the frames
 * too that the switch takes.
 */
package io.caelum.networkagent.mechanism.ovs;
