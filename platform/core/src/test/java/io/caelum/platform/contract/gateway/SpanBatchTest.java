package io.caelum.platform.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.bus.wire.WireJson;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spans on their way to who keeps them. */
class SpanBatchTest {

    private static final FinishedSpan ROOT = span("1".repeat(16), Optional.empty(), Optional.of("größer als 2²"));
    private static final FinishedSpan CHILD = span("2".repeat(16), Optional.of("1".repeat(16)), Optional.empty());

    @Test
    void arriveInAMessageAsTheyWereSent() throws Exception {
        String sent = WireJson.MAPPER.writeValueAsString(SpanBatch.of(List.of(ROOT, CHILD)));

        assertThat(WireJson.MAPPER.readValue(sent, SpanBatch.class).spans()).containsExactly(ROOT, CHILD);
    }

    @Test
    void sayWhatTheyHaveInCommonOnce() throws Exception {
        var one = WireJson.MAPPER.writeValueAsString(SpanBatch.of(List.of(ROOT)));
        var hundred = WireJson.MAPPER.writeValueAsString(SpanBatch.of(Collections.nCopies(100, ROOT)));

        assertThat(hundred.length()).isLessThan(20 * one.length());
    }

    @Test
    void areRefusedWhenTheyAreSomethingElse() {
        var other = new SpanBatch(new byte[] {'[', '{', ']'});

        assertThatThrownBy(other::spans).isInstanceOf(UncheckedIOException.class);
    }

    private static FinishedSpan span(String id, Optional<String> parent, Optional<String> error) {
        return new FinishedSpan(
                "a".repeat(32),
                id,
                parent,
                "boot-server: ports",
                "INTERNAL",
                "compute-control",
                "control-1",
                1_700_000_000_123_456_789L,
                1_700_000_000_123_999_999L,
                error,
                Map.of("caelum.workflow", "boot-server", "caelum.attempt", "1"));
    }
}
