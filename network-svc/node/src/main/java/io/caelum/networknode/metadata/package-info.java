/**
 * Answers guests that ask about themselves: at 169.254.169.254 of their network a proxy takes the question to the socket of
 * this process. Who asks follows from the network and the address a connection comes from, which the wiring of a port does
 * not let a guest forge; never from anything the guest says.
 */
package io.caelum.networknode.metadata;
