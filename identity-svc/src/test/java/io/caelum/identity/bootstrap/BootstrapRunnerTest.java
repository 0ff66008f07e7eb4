package io.caelum.identity.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BootstrapRunnerTest {

    @Test
    void whenTheDatabaseIsThereReadinessNamesWhatIsWaitedForNext() {
        var runner = new BootstrapRunner(thatDoes(Uni.createFrom().nothing()), null, null);

        runner.begin();

        HealthCheckResponse answer = runner.call();
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(answer.getData().orElseThrow().get("reason")).asString().contains("Keycloak");
    }

    @Test
    void whenAllIsMadeItIsReady() {
        var runner = new BootstrapRunner(thatDoes(Uni.createFrom().voidItem()), null, null);

        runner.begin();

        assertThat(runner.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private static Bootstrap thatDoes(Uni<Void> work) {
        return new Bootstrap(null, null, null, null, null, null, null, null, null) {
            @Override
            Uni<Void> run() {
                return work;
            }
        };
    }
}
