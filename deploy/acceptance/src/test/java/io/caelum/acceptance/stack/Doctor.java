package io.caelum.acceptance.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.home.Checkout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** {@code deploy/stack doctor}, run as an operator runs it. */
public final class Doctor {

    private static final Duration BOUND = Duration.ofMinutes(4);

    private final Path home;

    private Doctor(Path home) {
        this.home = home;
    }

    /** For the stack under test. */
    public static Doctor ofTheStack() {
        return new Doctor(Path.of(System.getenv("CAELUM_HOME")));
    }

    /** @param home where a stack may be, or not */
    public static Doctor of(Path home) {
        return new Doctor(home);
    }

    /** A breach as the JSON tells it. */
    public record Breach(String invariant, String kind, String subject, String sentence, String repair) {}

    /** What it said, and its exit status. */
    public record Told(int status, String text) {

        /** Of an answer in JSON. */
        public List<Breach> breaches() {
            return StreamSupport.stream(json().path("breaches").spliterator(), false)
                    .map(breach -> new Breach(
                            breach.path("invariant").asText(),
                            breach.path("kind").asText(),
                            breach.path("subject").asText(),
                            breach.path("sentence").asText(),
                            breach.path("repair").asText()))
                    .toList();
        }

        /** Kind and subject of each, in one word. */
        public List<String> named() {
            return breaches().stream()
                    .map(breach -> breach.kind() + " " + breach.subject())
                    .toList();
        }

        /** @throws AssertionError if it was not told */
        public Breach breach(String kind, String subject) {
            return breaches().stream()
                    .filter(breach ->
                            breach.kind().equals(kind) && breach.subject().equals(subject))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no %s %s in%n%s".formatted(kind, subject, text)));
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(text.substring(text.indexOf("{\n")));
            } catch (JsonProcessingException | IndexOutOfBoundsException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }
    }

    public Told run(String... options) {
        var command = new ArrayList<>(
                List.of(Checkout.current().module("deploy/stack").toString(), "doctor"));
        command.addAll(List.of(options));
        var result = Program.run(BOUND, Map.of("CAELUM_HOME", home.toString()), command);
        return new Told(result.status(), result.output());
    }
}
