package io.caelum.doctor.repair;

import java.util.function.Consumer;

/** What makes a breach good. */
public sealed interface Repair {

    /** For the one who reads the breach. */
    String words();

    /** A part of the cloud sees the same and mends it; the doctor only waits until it has. */
    record ByItself(String who) implements Repair {
        @Override
        public String words() {
            return who + " mends this by itself within 30 s; doctor --repair waits for it";
        }
    }

    /**
     * Something that the doctor asks the owner to do.
     *
     * @param task in the imperative
     */
    record Order(String task, Consumer<Orders> action) implements Repair {
        @Override
        public String words() {
            return "doctor --repair: " + task;
        }
    }

    /** Only a person can decide it. */
    record ByHand(String words) implements Repair {}
}
