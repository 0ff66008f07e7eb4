/**
 * One compute host. It is told by RPC to build and remove guests, does so in plain blocking code on virtual threads, and
 * tells the outcome by RPC; it has no database. What it must not forget when its process dies stands in files of the
 * host's state folder: which guests there are ({@code driver}), and what it has been told and still has to tell
 * ({@code guest}).
 */
package io.caelum.compute.worker;
