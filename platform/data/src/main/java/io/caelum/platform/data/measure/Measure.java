package io.caelum.platform.data.measure;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Something to be measured by a query, which is asked every few seconds and must be cheap. */
public interface Measure {

    /** Empty where there is nothing to count now: what was there the last time is no longer told then. */
    Uni<List<Reading>> read(Tx tx);
}
