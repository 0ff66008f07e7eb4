package io.caelum.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.acceptance.stack.RunningStack;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way to the broker is bad; all our processes go it. */
@Tag("stack")
@Tag("trial")
@ExtendWith(FaultTable.class)
class BrokerProxyTest {

    private static RunningStack stack;
    private static Echo echo;
    private static BrokerProxy proxy;

    @BeforeAll
    static void goThroughTheProxy() throws IOException, TimeoutException {
        stack = RunningStack.find();
        var broker = stack.infra().rabbitMq();
        echo = new Echo(stack.busUrl().replace("rabbit://", "amqp://"));
        proxy = new BrokerProxy(broker.port(), echo);
        stack.restartAllWith(
                Map.of("CAELUM_BUS_URL", stack.busUrl().replace(":" + broker.port() + "/", ":" + proxy.port() + "/")));
    }

    @AfterAll
    static void goStraightAgain() throws IOException {
        stack.restartAllWith(Map.of());
        proxy.close();
        echo.close();
    }

    @Test
    void nothingIsDoneTwiceThoughEveryMessageComesAgain() {
        try (var trial = Trial.begin(stack)) {
            trial.befall(new Echoes(proxy, echo), Duration.ofSeconds(25));
            trial.endsWell();
        }
        assertThat(echo.repeated()).as("messages that came again").isPositive();
    }

    @Test
    void whatWasAcceptedIsFinishedThoughTheBrokerWasOutOfReach() {
        try (var trial = Trial.begin(stack)) {
            trial.befall(new Silence(proxy), Duration.ofMinutes(2));
            trial.endsWell();
        }
    }
}
