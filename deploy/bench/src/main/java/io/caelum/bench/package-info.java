/**
 * A load tool. It knows a cloud by its public API and OS_* variables alone, so it measures any OpenStack; only what
 * processes use (CPU, memory) and the packages {@code local} and {@code rpc} need Caelum on this machine.
 */
package io.caelum.bench;
