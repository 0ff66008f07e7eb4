package io.caelum.compute.worker.guest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What this host was told about a server, and what it has to tell.
 *
 * @param generation the highest one that was to be built here
 * @param terminatedUpTo builds of this generation and lower ones are refused
 * @param told whether compute control has answered the report that belongs to the phase
 */
record LedgerEntry(
        UUID serverId,
        long generation,
        long terminatedUpTo,
        Phase phase,
        boolean told,
        Optional<Failure> failure,
        Instant changedAt) {

    enum Phase {
        BUILDING,
        RUNNING,
        FAILED,
        TERMINATING,
        TERMINATED
    }

    record Failure(String step, String reason, boolean elsewhere) {}

    static LedgerEntry building(UUID server, long generation, long terminatedUpTo, Instant now) {
        return new LedgerEntry(server, generation, terminatedUpTo, Phase.BUILDING, false, Optional.empty(), now);
    }

    LedgerEntry running(Instant now) {
        return new LedgerEntry(serverId, generation, terminatedUpTo, Phase.RUNNING, false, Optional.empty(), now);
    }

    LedgerEntry failed(Failure why, Instant now) {
        return new LedgerEntry(serverId, generation, terminatedUpTo, Phase.FAILED, false, Optional.of(why), now);
    }

    LedgerEntry terminated(Instant now) {
        return new LedgerEntry(serverId, generation, terminatedUpTo, Phase.TERMINATED, false, failure, now);
    }

    LedgerEntry withTold() {
        return new LedgerEntry(serverId, generation, terminatedUpTo, phase, true, failure, changedAt);
    }

    /** The same matter: what was to be told of one is to be told of the other. */
    boolean saysTheSameAs(LedgerEntry other) {
        return phase == other.phase && generation == other.generation && terminatedUpTo == other.terminatedUpTo;
    }

    @JsonIgnore
    boolean isSettled() {
        return told && phase != Phase.RUNNING;
    }
}
