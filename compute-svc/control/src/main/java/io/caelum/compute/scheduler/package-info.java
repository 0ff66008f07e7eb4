/**
 * Which host a server goes to. Everything here is a pure function over a snapshot of the hosts, so that a decision can be
 * tested and explained. A snapshot may be old when the decision is made: the claim on the winner is a conditional update
 * in {@link io.caelum.compute.host}, and if another server was faster the next candidate is tried.
 */
package io.caelum.compute.scheduler;
