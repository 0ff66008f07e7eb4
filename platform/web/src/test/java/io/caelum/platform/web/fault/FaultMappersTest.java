package io.caelum.platform.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultMappersTest {

    private static final AttributeKey<String> REASON = AttributeKey.stringKey(Tracing.ERROR_MESSAGE);

    private final FaultMappers mappers =
            new FaultMappers(fault -> Response.status(fault.status()).build());

    @Test
    void theSpanOfARequestThatFailsSaysWhyInTheWordsOfItsAnswer() {
        assertThat(reasonAfter(Fault.unavailable("The database is away."))).isEqualTo("The database is away.");
    }

    @Test
    void whatAClientDidWrongIsNoReasonOfAFailure() {
        assertThat(reasonAfter(Fault.notFound("There is no such server."))).isNull();
    }

    private @Nullable String reasonAfter(Fault fault) {
        try (var spans = SdkTracerProvider.builder().build()) {
            var span = spans.get("test").spanBuilder("GET /servers").startSpan();
            try (Scope current = span.makeCurrent()) {
                mappers.fault(fault).close();
            }
            return ((ReadableSpan) span).getAttribute(REASON);
        }
    }
}
