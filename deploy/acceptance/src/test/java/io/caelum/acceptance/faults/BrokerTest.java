package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing exists only in a queue: the broker may forget all of them. */
@Tag("stack")
@Tag("trial")
@ExtendWith(FaultTable.class)
class BrokerTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final RunningStack stack = RunningStack.find();

    @Test
    void whatWasAcceptedIsFinishedThoughTheBrokerEndsAndLosesItsDisk() {
        var broker = stack.part("rabbitmq");
        try (var trial = Trial.begin(stack)) {
            trial.befall(new Ended(broker, Signal.TERM), A_MOMENT);
            trial.befall(new Ended(broker, Signal.KILL), A_MOMENT);
            trial.befall(new EmptyDisk(stack.infra().rabbitMq(), broker), A_MOMENT);
            trial.endsWell();
        }
    }
}
