package io.caelum.testkit.workflow;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workflow with a before and an after.
 *
 * <pre>{@code
 * kit.prove(Trial.of("boot-server")
 *         .begunBy(() -> api.create(aServer()))
 *         .meanwhile(server -> network.plugPorts(server))
 *         .succeeding(server -> assertThat(api.show(server)).isActive())
 *         .failing(server -> assertThat(cloud).hasNothingOf(server))
 *         .cancelledBy(server -> api.delete(server), server -> assertThat(cloud).hasNothingOf(server)));
 * }</pre>
 *
 * @param begin makes a fresh resource, starts a workflow about it and returns its id
 * @param meanwhile is called now and then until the workflow is over: plays what neighbours do who are no fakes
 * @param success checks what there is after it went well
 * @param failure checks that nothing is left after it failed
 * @param cancel asks the workflow to stop; null if nobody ever does
 * @param afterCancel checks that nothing is left
 */
public record Trial(
        String kind,
        Supplier<UUID> begin,
        Consumer<UUID> meanwhile,
        Consumer<UUID> success,
        Consumer<UUID> failure,
        Consumer<UUID> cancel,
        Consumer<UUID> afterCancel) {

    private static final Consumer<UUID> NOTHING = resource -> {};

    public static Trial of(String kind) {
        return new Trial(kind, null, NOTHING, NOTHING, NOTHING, null, NOTHING);
    }

    public Trial begunBy(Supplier<UUID> beginning) {
        return new Trial(kind, beginning, meanwhile, success, failure, cancel, afterCancel);
    }

    public Trial meanwhile(Consumer<UUID> others) {
        return new Trial(kind, begin, others, success, failure, cancel, afterCancel);
    }

    public Trial succeeding(Consumer<UUID> check) {
        return new Trial(kind, begin, meanwhile, check, failure, cancel, afterCancel);
    }

    public Trial failing(Consumer<UUID> check) {
        return new Trial(kind, begin, meanwhile, success, check, cancel, afterCancel);
    }

    public Trial cancelledBy(Consumer<UUID> how, Consumer<UUID> check) {
        return new Trial(kind, begin, meanwhile, success, failure, how, check);
    }
}
