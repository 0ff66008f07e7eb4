package io.caelum.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatesTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final States states = new States(new Console(new PrintStream(told, true, StandardCharsets.UTF_8)));

    @Test
    void eachNewStateIsToldOnceWithWhoIsAtWork() throws IOException {
        saw("BUILD", "\"scheduling\"");
        saw("BUILD", "\"scheduling\"");
        saw("ACTIVE", "null");
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("BUILD / scheduling", "weighs the hosts"),
                        line -> assertThat(line).contains("ACTIVE", "the worker reported the guest"));
    }

    private void saw(String status, String task) throws IOException {
        states.saw(new ObjectMapper()
                .readTree("{\"status\": \"%s\", \"OS-EXT-STS:task_state\": %s}".formatted(status, task)));
    }
}
