/**
 * Real guests on real networks, through the unmodified client: on a stack of two hosts with QEMU and Open vSwitch that
 * {@code deploy/stack test --long} starts for them ({@code deploy/stack up --driver qemu --hosts 2} is the same).
 */
package io.caelum.acceptance.guests;
