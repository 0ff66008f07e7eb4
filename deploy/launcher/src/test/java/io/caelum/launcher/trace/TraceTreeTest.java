package io.caelum.launcher.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

    @Test
    void showsWhoDidWhatForHowLongAndWhatFailed() throws IOException {
        assertThat(tree("boot.json").text()).isEqualTo(resource("boot.txt"));
    }

    @Test
    void aSpanWhoseParentWasNotCollectedIsShownAllTheSame() throws IOException {
        var tree = new TraceTree(new ObjectMapper().readTree("""
                        {"spans": [{"trace_id": "t", "span_id": "b", "parent_span_id": "lost", "name": "boot",
                          "service": "s", "start_nanos": 0, "end_nanos": 1000000}]}"""));
        assertThat(tree.text()).contains("boot  s");
    }

    private static TraceTree tree(String name) throws IOException {
        return new TraceTree(new ObjectMapper().readTree(resource(name)));
    }

    private static String resource(String name) throws IOException {
        try (var file = TraceTreeTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
