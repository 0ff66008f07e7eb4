package io.caelum.launcher.home;

/** What guests and their networks are. */
public enum DriverKind {
    /** Records of guests and wires: they need nothing and cost nothing. */
    SIMULATED,
    /** Real guests in QEMU, on real networks by Open vSwitch, in network namespaces. */
    QEMU
}
