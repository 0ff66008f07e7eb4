/** What may go wrong for a client, in Neutron's words and body. */
package io.caelum.network.fault;
