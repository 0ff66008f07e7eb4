package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();
    private final List<UniEmitter<? super String>> begun = new ArrayList<>();

    private Uni<String> work() {
        return Uni.createFrom().emitter(begun::add);
    }

    @Test
    void workForOneKeyIsDoneOneAfterTheOther() {
        var first = turns.take("a", this::work).subscribeAsCompletionStage();
        var second = turns.take("a", this::work).subscribeAsCompletionStage();

        assertThat(begun).hasSize(1);
        begun.get(0).complete("1");
        assertThat(first).isCompletedWithValue("1");
        assertThat(begun).hasSize(2);
        begun.get(1).complete("2");
        assertThat(second).isCompletedWithValue("2");
    }

    @Test
    void otherKeysDoNotWait() {
        var unused = turns.take("a", this::work).subscribeAsCompletionStage();
        var other = turns.take("b", this::work).subscribeAsCompletionStage();

        assertThat(begun).hasSize(2);
        begun.get(1).complete("b");
        assertThat(other).isCompletedWithValue("b");
    }

    @Test
    void whatFailsLetsTheNextOneIn() {
        var failing = turns.take("a", this::work).subscribeAsCompletionStage();
        var next = turns.take("a", () -> Uni.createFrom().item("2")).subscribeAsCompletionStage();

        begun.get(0).fail(new IllegalStateException("no"));

        assertThat(failing).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue("2");
        assertThat(turns.take("a", () -> Uni.createFrom().item("3")).await().indefinitely())
                .isEqualTo("3");
    }

    @Test
    void whoHangsUpLetsTheNextOneInWhenItsWorkIsDone() {
        var left = turns.take("a", this::work).subscribe().with(item -> {});
        left.cancel();
        var next = turns.take("a", () -> Uni.createFrom().item("2")).subscribeAsCompletionStage();

        assertThat(next).isNotDone();
        begun.get(0).complete("1");
        assertThat(next).isCompletedWithValue("2");
    }

    @Test
    void behindATurnThatTakesTooLongNobodyWaits() {
        var hanging = new Turns(Duration.ofMillis(50));
        var first = hanging.take("a", this::work).subscribeAsCompletionStage();
        var second = hanging.take("a", this::work).subscribeAsCompletionStage();

        assertThat(second)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Fault.class);

        begun.get(0).complete("1");
        assertThat(first).isCompletedWithValue("1");
        assertThat(begun).as("work that was refused is not done later").hasSize(1);
    }
}
