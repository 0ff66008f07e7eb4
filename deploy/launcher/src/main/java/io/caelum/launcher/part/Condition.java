package io.caelum.launcher.part;

/** How a part is. */
public sealed interface Condition {

    record Ready() implements Condition {}

    /** @param reason what it waits for, as a sentence for an operator */
    record Starting(String reason) implements Condition {}

    record Down(String reason) implements Condition {}

    default boolean isReady() {
        return this instanceof Ready;
    }

    default String text() {
        return switch (this) {
            case Ready() -> "ready";
            case Starting(var reason) -> "not ready: " + reason;
            case Down(var reason) -> reason;
        };
    }
}
