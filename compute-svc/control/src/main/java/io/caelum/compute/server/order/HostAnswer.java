package io.caelum.compute.server.order;

import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.StepFailed;
import java.util.Optional;

/** What the host of an order has said about it. */
public final class HostAnswer {

    private HostAnswer() {}

    /**
     * @param powerState of the guest now
     */
    public record Done(int powerState) {}

    /**
     * Empty as long as the host has said nothing.
     *
     * @throws StepFailed if it could not do it, or went down
     */
    public static Optional<Done> to(long number, String host, Run<?> run) {
        for (Run.Signal signal : run.signals()) {
            if (signal.name().equals(OrderSignals.ENDED)
                    && signal.payload().path("number").asLong() == number) {
                String failure = signal.payload().path("failure").asText("");
                if (!failure.isEmpty() && !signal.payload().path("failure").isNull()) {
                    throw new StepFailed(failure);
                }
                return Optional.of(new Done(signal.payload().path("powerState").asInt()));
            }
            if (signal.name().equals(OrderSignals.HOST_DOWN)
                    && signal.payload().path("host").asText().equals(host)) {
                throw new StepFailed("Host %s went down.".formatted(host));
            }
        }
        return Optional.empty();
    }

    /** Whether the host has said how it ended, well or not. */
    public static boolean isThere(long number, Run<?> run) {
        return run.signals().stream()
                .anyMatch(signal -> signal.name().equals(OrderSignals.ENDED)
                        && signal.payload().path("number").asLong() == number);
    }

    /** Whether the newest word is that the host may not have heard the order. */
    public static boolean isReminded(Run<?> run) {
        return !run.signals().isEmpty() && run.signals().getLast().name().equals(OrderSignals.REMINDED);
    }
}
