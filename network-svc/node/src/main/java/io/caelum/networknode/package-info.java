/** The network node: a host of its own for what networks need beside the guests. Today it runs the agent and no more. */
package io.caelum.networknode;
