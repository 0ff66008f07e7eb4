package io.caelum.platform.workflow;

import io.smallrye.mutiny.Uni;

/** Who is asked at each point of a workflow and may make it fail there: how tests break things in the right place. */
interface Witness {

    enum Point {
        BEFORE_WORK,
        /** The work is done, nothing is recorded. */
        AFTER_WORK,
        BEFORE_UNDO,
        AFTER_UNDO
    }

    /** Nobody looks. */
    Witness NONE = (point, kind, step, attempt) -> Uni.createFrom().voidItem();

    Uni<Void> reached(Point point, String kind, String step, int attempt);
}
