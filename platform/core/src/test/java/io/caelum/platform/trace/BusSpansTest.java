package io.caelum.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.bus.WithBroker;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.LostSpans;
import io.caelum.platform.contract.gateway.SpanBatch;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithBroker.class)
class BusSpansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Inject
    Instance<Bus> bus;

    @Inject
    ProcessIdentity self;

    private final List<FinishedSpan> kept = new CopyOnWriteArrayList<>();

    private final class Keeper implements TraceRpc {

        @Override
        public Uni<Void> spans(SpanBatch batch) {
            kept.addAll(batch.spans());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> lost(LostSpans lost) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void aProcessThatEndsSendsWhatIsThereStill() throws Exception {
        try (var served = bus.get().serve(TraceRpc.class, new Keeper(), Serving.onEventLoop("keeper"))) {
            await().atMost(PATIENCE).until(served::isConsuming);
            var spans = new BusSpans(self, bus, true);
            var provider = SdkTracerProvider.builder().addSpanProcessor(spans).build();
            // more than go in one message
            IntStream.range(0, 1_500)
                    .forEach(i -> provider.get("test")
                            .spanBuilder("late " + i)
                            .startSpan()
                            .end());

            assertThat(provider.shutdown().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    kept.stream().filter(span -> span.name().startsWith("late")))
                            .hasSize(1_500));
            assertThat(spans.dropped()).isZero();
        }
    }
}
