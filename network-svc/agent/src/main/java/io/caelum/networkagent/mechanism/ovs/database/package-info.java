/**
 * Open vSwitch's configuration, which is a database: OVSDB (RFC 7047), JSON-RPC on a Unix socket. What is written there
 * outlives this process, and the switch does it by itself.
 */
package io.caelum.networkagent.mechanism.ovs.database;
