package io.caelum.doctor.check;

import io.caelum.doctor.sight.Sight;
import io.caelum.doctor.sight.Undecided;
import java.util.List;

/** One question about the whole cloud. */
public interface Check {

    Invariant invariant();

    /**
     * All that is wrong, none if all is well.
     *
     * @throws Undecided if something that it needs cannot be seen
     */
    List<Breach> run(Sight sight);
}
