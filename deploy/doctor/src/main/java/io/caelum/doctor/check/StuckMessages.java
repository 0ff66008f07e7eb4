package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Broker.Queue;
import io.caelum.doctor.sight.Sight;
import java.util.List;
import java.util.stream.Stream;

/** No message lies where nobody takes it, and none has been given up. */
final class StuckMessages implements Check {

    /** Queues of processes that are gone go by themselves, and whoever wants to read notifications may do so later. */
    private static final String OF_NO_MATTER = "reply_.*|.*_fanout_.*|(versioned_)?notifications\\..*";

    private static final String DEAD_LETTERS = ".*dead.*";

    @Override
    public Invariant invariant() {
        return Invariant.I10;
    }

    @Override
    public List<Breach> run(Sight sight) {
        List<Queue> full = sight.broker().queues().stream()
                .filter(queue -> queue.messages() > 0)
                .toList();
        return Stream.concat(
                        full.stream().filter(StuckMessages::isDead).map(StuckMessages::dead),
                        full.stream()
                                .filter(queue -> !isDead(queue)
                                        && queue.consumers() == 0
                                        && !queue.name().matches(OF_NO_MATTER))
                                .map(StuckMessages::unheard))
                .toList();
    }

    private static boolean isDead(Queue queue) {
        return queue.name().matches(DEAD_LETTERS);
    }

    private static Breach dead(Queue queue) {
        return new Breach(
                "dead-letters",
                queue.name(),
                "%d messages that nobody could work on lie in the queue %s.".formatted(queue.messages(), queue.name()),
                new Repair.ByHand("look at them in RabbitMQ's management, mend who sent them, then purge the queue "
                        + queue.name()));
    }

    private static Breach unheard(Queue queue) {
        return new Breach(
                "queue-without-consumer",
                queue.name(),
                "%d messages wait in the queue %s, and nobody takes them.".formatted(queue.messages(), queue.name()),
                new Repair.ByHand("deploy/stack up starts the process that serves it"));
    }
}
