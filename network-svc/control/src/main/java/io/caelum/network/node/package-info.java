/**
 * Which network node runs which router and serves which network's addresses. A row in {@code hosting} says who; a plan,
 * built from the rows whenever it is needed, says what. Plans carry numbers that are drawn before the rows are read, so
 * the one with the highest number has seen every change that was committed before. Messages are hints: what was told and
 * not confirmed is told again, what was confirmed is compared with the rows from time to time, and a node that starts
 * asks for all of it.
 */
package io.caelum.network.node;
