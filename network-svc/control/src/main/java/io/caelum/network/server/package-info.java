/** The RPC contracts that this service serves. */
package io.caelum.network.server;
