package io.caelum.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table("PROCESS", "PID", "STATE")
                .row("identity-svc", "7", "ready")
                .row("keycloak", "-", "down");
        assertThat(table.text()).isEqualTo("""
                        PROCESS       PID  STATE
                        identity-svc  7    ready
                        keycloak      -    down
                        """);
    }

    @Test
    void agesAreToldInTheLargestTwoUnits() {
        assertThat(StatusCommand.age(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(StatusCommand.age(Duration.ofSeconds(61))).isEqualTo("1 m 01 s");
        assertThat(StatusCommand.age(Duration.ofHours(26))).isEqualTo("26 h 00 m");
    }

    @Test
    void valuesForTheShellSurviveAnyCharacter() {
        assertThat(EnvCommand.quoted("a'b $c")).isEqualTo("'a'\\''b $c'");
    }
}
