package io.caelum.platform.idempotency;

import io.smallrye.mutiny.Uni;

/** Keeps answers for a day, each in the one transaction of all that its request did. */
public interface KeptAnswers {

    /** @return null if there is none */
    Uni<KeptAnswer> find(String request);

    /**
     * All that the current request does in the database is one transaction from now on, until {@link #keep} or
     * {@link #giveUp} ends it.
     *
     * @param firstUse runs once, when the work begins
     */
    void begin(Runnable firstUse);

    /** @return false if there was an answer already: then nothing of what this request did has happened */
    Uni<Boolean> keep(KeptAnswer answer);

    /** Nothing of what the request did in the database has happened. */
    Uni<Void> giveUp();
}
