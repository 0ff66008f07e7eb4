package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of our own processes dies, is told to end, and stands still, in the middle of boots and deletes. */
@Tag("stack")
@Tag("trial")
@ExtendWith(FaultTable.class)
class SignalsTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** Longer than any lease. */
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(90);

    private static final Duration APART = Duration.ofSeconds(3);

    private final RunningStack stack = RunningStack.find();

    @ParameterizedTest
    @EnumSource(names = {"KILL", "TERM"})
    void whatWasAcceptedIsFinishedThoughOneProcessAfterTheOtherEnds(Signal signal) {
        try (var trial = Trial.begin(stack)) {
            stack.services().forEach(service -> trial.befall(new Ended(service, signal), A_MOMENT));
            trial.endsWell();
        }
    }

    /** Two rounds, so that in each of them some are left to notice what others do not do any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "compute-1 network-node identity-svc compute-control",
                "compute-2 image-svc network-control api-gateway"
            })
    void whoStoodStillForLongDoesNoHarmWhenItGoesOn(String names) {
        try (var trial = Trial.begin(stack)) {
            List<Frozen> frozen = Stream.of(names.split(" "))
                    .map(stack::part)
                    .map(Frozen::new)
                    .toList();
            trial.befall(new Staggered(frozen, APART), LONGER_THAN_A_LEASE);
            trial.endsWell();
        }
    }
}
