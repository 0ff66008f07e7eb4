package io.caelum.compute.scheduler;

/** Why a host will not do. */
sealed interface Refusal {

    /** A fact about the host, to be said after a count: {@code disabled}. */
    record Is(String what) implements Refusal {}

    /** Something that it has too little of. */
    record Short(String resource, int by, String unit) implements Refusal {}
}
