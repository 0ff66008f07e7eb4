package io.caelum.acceptance.faults;

/** Something bad that happens to a part of the stack, and its end. */
interface Fault {

    /** For the table: what happens to whom. */
    String name();

    /** Returns when it has begun. */
    void begin();

    /** Returns when the part is back, as it tells itself. */
    void heal();

    /** The way to the API is part of what is broken: then even a refusal cannot come. */
    default boolean closesTheDoor() {
        return false;
    }
}
