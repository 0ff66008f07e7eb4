package io.caelum.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.data.Db;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.platform.workflow.Workflows;
import io.caelum.testkit.WithPostgres;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithRabbitMq.class)
class WorkflowKitTest {

    @Inject
    Db db;

    @Inject
    Workflows workflows;

    @Inject
    Rehearsal rehearsal;

    @Inject
    CarefulErrand careful;

    @Inject
    CarelessErrand careless;

    @Inject
    Shop shop;

    @Test
    void aCarefulWorkflowPasses() {
        new WorkflowKit(rehearsal).prove(trial(careful));
    }

    /** What is wrong stays wrong: there is no sense in waiting long for it. */
    @Test
    void aStepThatMayNotRunTwiceIsFound() {
        assertThatThrownBy(() -> new WorkflowKit(rehearsal, Duration.ofSeconds(1)).prove(trial(careless)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("order runs twice")
                .hasMessageContaining("order loses its process after its effect")
                .message()
                .doesNotContain("order loses its process before its effect")
                .doesNotContain("nothing happens");
    }

    private Trial trial(Errand errand) {
        return Trial.of(errand.kind())
                .begunBy(() -> begin(errand))
                .meanwhile(id ->
                        wait(db.withTransaction(tx -> workflows.signal(tx, errand.kind(), id, "delivered", null))))
                .succeeding(id -> {
                    assertThat(shop.ordersOf(id)).isEqualTo(List.of("bread"));
                    assertThat(basket(id)).containsExactly("bread");
                })
                .failing(this::nothingIsLeft)
                .cancelledBy(
                        id -> wait(db.withTransaction(tx -> workflows.cancel(tx, errand.kind(), id))),
                        this::nothingIsLeft);
    }

    private UUID begin(Errand errand) {
        UUID id = Errand.fresh();
        wait(db.withTransaction(tx -> workflows.start(tx, errand, id, new Errand.Paper("bread"))));
        return id;
    }

    private void nothingIsLeft(UUID id) {
        assertThat(shop.ordersOf(id)).isEmpty();
        assertThat(basket(id)).isEmpty();
    }

    private List<String> basket(UUID id) {
        return wait(db.read(tx -> tx.session()
                .createNativeQuery("select item from basket where errand = :id", String.class)
                .setParameter("id", id)
                .getResultList()));
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
