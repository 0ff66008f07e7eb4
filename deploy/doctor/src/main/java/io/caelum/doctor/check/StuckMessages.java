package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Broker;
import io.caelum.doctor.sight.Broker.DeadLetter;
import io.caelum.doctor.sight.Broker.Queue;
import io.caelum.doctor.sight.Sight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No message lies where nobody takes it, and none has been given up. */
final class StuckMessages implements Check {

    /** Queues of processes that are gone go by themselves, and whoever wants to read notifications may do so later. */
    private static final String OF_NO_MATTER = "reply_.*|.*_fanout_.*|(versioned_)?notifications\\..*";

    private static final String DEAD_LETTERS = ".*dead.*";

    /** Looked at, of each queue of dead letters; and told, of all the reasons that there are. */
    private static final int MOST_LETTERS = 200;

    private static final int MOST_REASONS = 5;

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
                        full.stream().filter(StuckMessages::isDead).map(queue -> dead(sight.broker(), queue)),
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

    private static Breach dead(Broker broker, Queue queue) {
        return new Breach(
                "dead-letters",
                queue.name(),
                "%d messages that nobody could work on lie in the queue %s: %s"
                        .formatted(queue.messages(), queue.name(), reasons(broker.deadLetters(queue, MOST_LETTERS))),
                new Repair.ByHand("look at them in RabbitMQ's management, mend who sent them, then purge the queue "
                        + queue.name()));
    }

    /** The same reason is told once, with how often; the most frequent first. */
    private static String reasons(List<DeadLetter> letters) {
        Map<String, Long> counted = letters.stream()
                .collect(Collectors.groupingBy(StuckMessages::words, LinkedHashMap::new, Collectors.counting()));
        String told = counted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .map(entry -> "%d for %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("; "));
        int more = counted.size() - MOST_REASONS;
        return more > 0 ? "%s; and %d other reasons".formatted(told, more) : told;
    }

    private static String words(DeadLetter letter) {
        return "%s, given up by %s: %s".formatted(letter.from(), letter.by(), letter.reason());
    }

    private static Breach unheard(Queue queue) {
        return new Breach(
                "queue-without-consumer",
                queue.name(),
                "%d messages wait in the queue %s, and nobody takes them.".formatted(queue.messages(), queue.name()),
                new Repair.ByHand("deploy/stack up starts the process that serves it"));
    }
}
