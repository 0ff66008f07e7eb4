/**
 * The machines and cables that real guests need, all on this one machine: a network namespace for each host with network
 * cards and an Open vSwitch of its own, a namespace with the switches between them, and one that is the world outside.
 * Nothing is made in the machine's own namespace, so nothing there can be harmed; {@link
 * io.caelum.launcher.field.Field#clear} ends what runs in the field's namespaces and takes them away.
 *
 * <pre>
 *   compute-1        compute-2        network-node         outside
 *   under0 phys0     under0 phys0     under0 phys0 pub0      eth0     cards, in the namespace of their host
 *      |     |          |     |          |     |     |         |
 *   ===+=====|==========+=====|==========+=====|=====|=========|==    bridge under:  management and tunnels
 *         ===+================+================+=====|=========|==    bridge phys:   physical network with VLANs
 *                                                 ===+=========+==    bridge public: the external network
 * </pre>
 */
package io.caelum.launcher.field;
