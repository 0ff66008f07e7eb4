package io.caelum.compute.worker.slot;

import java.nio.file.Path;

/** A process that takes a name, tells it and keeps it until its standard input ends. */
final class SlotHolder {

    private SlotHolder() {}

    public static void main(String[] arguments) throws Exception {
        HostSlot slot = HostSlot.in(Path.of(arguments[0]));
        System.out.println(slot.name());
        System.in.read();
        assert slot.lock().isValid();
    }
}
