package io.caelum.platform.workflow;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Who is asked at each point of each workflow and may make it fail there. For {@link Rehearsal} only. */
public interface Witness {

    /** Nobody looks. */
    Witness NONE = moment -> Uni.createFrom().voidItem();

    /** Fails, and so does the step; waits, and so does the step. */
    Uni<Void> reached(Moment moment);

    /** Where in a step a workflow is. */
    enum Point {
        BEFORE_WORK,
        /** The work is done, nothing is recorded. */
        AFTER_WORK,
        BEFORE_UNDO,
        /** The step is taken back, nothing is recorded. */
        AFTER_UNDO
    }

    /** @param attempt counts the tries of this step, from 1 */
    record Moment(Point point, String kind, UUID resourceId, String step, int attempt) {

        public boolean is(Point where, String which) {
            return point == where && step.equals(which);
        }
    }
}
