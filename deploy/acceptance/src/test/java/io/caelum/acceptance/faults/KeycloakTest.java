package io.caelum.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.RunningStack;
import io.caelum.launcher.process.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has a token needs no Keycloak; who wants one is told to come again. */
@Tag("stack")
@Tag("long")
@ExtendWith(FaultTable.class)
class KeycloakTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(7);
    private static final int TRIES = 5;

    private final RunningStack stack = RunningStack.find();

    @Test
    void bootsGoOnThoughNobodyCanLogIn() {
        try (var trial = Trial.begin(stack)) {
            trial.befall(new NoLogIns(new Ended(stack.part("keycloak"), Signal.KILL), stack.gateway()), A_MOMENT);
            assertThat(trial.outages()).allMatch(KeycloakTest::servesBoots);
            trial.endsWell();
        }
    }

    private static boolean servesBoots(Outage outage) {
        return outage.exchanges().stream()
                .filter(outage::covers)
                .anyMatch(exchange -> exchange.what().equals("POST server") && exchange.status() == 202);
    }

    /** Asks for a token while Keycloak is away: of somebody whom only Keycloak would know, so that nobody remembers him. */
    private record NoLogIns(Fault fault, String gateway) implements Fault {

        @Override
        public String name() {
            return fault.name();
        }

        @Override
        public void begin() {
            fault.begin();
            for (int i = 0; i < TRIES; i++) {
                long begun = System.nanoTime();
                var answer = Api.anonymous(gateway)
                        .post("/identity/v3/auth/tokens", Api.login("nobody-" + i, "secret", "demo"));
                assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isPresent();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ANSWER_BOUND);
            }
        }

        @Override
        public void heal() {
            fault.heal();
            Trial.awaitLogIns(gateway);
        }
    }
}
