package io.caelum.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthProbeTest {

    @Test
    void tellsWhichChecksSayNoAndWhy() {
        var condition = HealthProbe.read("""
                {"status": "DOWN", "checks": [
                  {"name": "database", "status": "UP"},
                  {"name": "bus", "status": "DOWN", "data": {"problem": "waiting for RabbitMQ at 127.0.0.1:8772"}},
                  {"name": "keys", "status": "DOWN"}]}""");
        assertThat(condition).isEqualTo(new Condition.Starting("bus: waiting for RabbitMQ at 127.0.0.1:8772; keys"));
    }

    @Test
    void anAnswerThatIsNotHealthIsNamedAsSuch() {
        assertThat(HealthProbe.read("<html>"))
                .isEqualTo(new Condition.Starting("health answers with something that is not JSON"));
    }
}
