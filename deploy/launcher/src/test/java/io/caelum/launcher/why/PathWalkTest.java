package io.caelum.launcher.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PathWalkTest {

    private static final String FINE = """
            {"hop": "guest", "state": "ok", "detail": "It runs.", "remedy": null}""";
    private static final String UNKNOWN = """
            {"hop": "dhcp-lease", "state": "unknown", "detail": "It has not asked.", "remedy": "Look."}""";
    private static final String BROKEN = """
            {"hop": "security-group", "state": "broken", "detail": "No rule lets anything in.", "remedy": "Make one."}""";

    private static PathWalk walk(String verdict, String... hops) {
        try {
            return new PathWalk(
                    "203.0.113.10",
                    new ObjectMapper()
                            .readTree("{\"path\": {%s, \"hops\": [%s]}}".formatted(verdict, String.join(",", hops))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWholeWayIsWell() {
        var walk = walk("\"ok\": true", FINE);
        assertThat(walk.status()).isZero();
        assertThat(walk.text()).isEqualTo("""
                203.0.113.10, from the guest outwards

                  ok       guest           It runs.

                All is well: packets find their way.
                """);
    }

    @Test
    void aBrokenHopHasItsRemedyBelowItAndAtTheEnd() {
        var walk = walk(
                "\"ok\": false, \"broken_hop\": \"security-group\", \"remedy\": \"Make one.\"", FINE, BROKEN, UNKNOWN);
        assertThat(walk.status()).isEqualTo(1);
        assertThat(walk.text()).isEqualTo("""
                203.0.113.10, from the guest outwards

                  ok       guest           It runs.
                  broken   security-group  No rule lets anything in.
                                           → Make one.
                  unknown  dhcp-lease      It has not asked.
                                           → Look.

                Broken at: security-group. Next step: Make one.
                """);
    }

    @Test
    void whatCouldNotBeSeenIsNeitherWellNorBroken() {
        var walk = walk("\"ok\": true", FINE, UNKNOWN);
        assertThat(walk.status()).isEqualTo(2);
        assertThat(walk.text()).endsWith("not everything could be seen.\n");
    }

    @Test
    void longSentencesGoOnBelowTheirBeginning() {
        String words = "word ".repeat(30).strip();
        var walk = walk("\"ok\": true", FINE.replace("It runs.", words));
        assertThat(walk.text().lines().filter(line -> line.contains("word")))
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(line.indexOf("word")).isEqualTo(27))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}
