package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While the database is away nothing is accepted; what was accepted before is finished when it is back. */
@Tag("stack")
@Tag("long")
@ExtendWith(FaultTable.class)
class DatabaseTest {

    /** Long enough for requests to come that find nothing. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final RunningStack stack = RunningStack.find();

    @Test
    void whatWasAcceptedIsFinishedThoughTheDatabaseEnds() {
        var database = stack.part("postgres");
        try (var trial = Trial.begin(stack)) {
            // its signal for "now, in good order"
            trial.befall(new Ended(database, Signal.INT), A_WHILE);
            trial.befall(new Ended(database, Signal.KILL), A_WHILE);
            trial.endsWell();
        }
    }
}
