package io.caelum.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.LostSpans;
import io.caelum.platform.contract.gateway.SpanBatch;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.caelum.platform.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bus as it lives in a service: as a bean, on event loops, traced. */
@QuarkusTest
@QuarkusTestResource(WithBroker.class)
class BusBeanTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @RpcTopic(value = "place", exchange = "caelum")
    interface PlaceRpc {

        record Place(boolean duplicated, String requestId, String traceId) {}

        @Call
        Uni<Place> where();

        @Call
        Uni<Place> whereNext();
    }

    @Inject
    Bus bus;

    @Inject
    Tracing tracing;

    @Inject
    ProcessIdentity self;

    @Inject
    MeterRegistry metrics;

    @Inject
    @Readiness
    BusReadiness readiness;

    private PlaceRpc client;

    private static PlaceRpc.Place here() {
        return new PlaceRpc.Place(
                VertxContext.isOnDuplicatedContext(),
                CurrentContext.get().requestId(),
                Span.fromContext(Context.current()).getSpanContext().getTraceId());
    }

    @BeforeEach
    void serve() {
        client = bus.client(PlaceRpc.class);
        if (SERVED.isEmpty()) {
            SERVED.add(bus.serve(PlaceRpc.class, new Server(), Serving.onEventLoop("here")));
            SERVED.add(bus.serve(TraceRpc.class, new Keeper(), Serving.onEventLoop("here")));
        }
        await().atMost(PATIENCE).until(bus::isReady);
    }

    private static final List<AutoCloseable> SERVED = new ArrayList<>();
    private static final List<FinishedSpan> SPANS = new CopyOnWriteArrayList<>();

    private final class Server implements PlaceRpc {

        @Override
        public Uni<Place> where() {
            return Uni.createFrom().item(here());
        }

        @Override
        public Uni<Place> whereNext() {
            return client.where().map(ignored -> here());
        }
    }

    private static final class Keeper implements TraceRpc {

        @Override
        public Uni<Void> spans(SpanBatch batch) {
            SPANS.addAll(batch.spans());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> lost(LostSpans lost) {
            return Uni.createFrom().voidItem();
        }
    }

    @Test
    void workIsDoneOnADuplicatedContextOnBehalfOfTheCaller() throws Throwable {
        var caller = RequestContext.system("test");

        var place = VertxContextSupport.subscribeAndAwait(() -> {
            CurrentContext.set(caller);
            return client.whereNext();
        });

        assertThat(place.duplicated()).isTrue();
        assertThat(place.requestId()).isEqualTo(caller.requestId());
    }

    @Test
    void theAnswerComesBackOnTheContextOfTheCaller() throws Throwable {
        var contexts = new ArrayList<io.vertx.core.Context>();

        VertxContextSupport.subscribeAndAwait(() -> {
            contexts.add(Vertx.currentContext());
            return client.where().invoke(() -> contexts.add(Vertx.currentContext()));
        });

        assertThat(contexts).hasSize(2);
        assertThat(contexts.get(1)).isSameAs(contexts.get(0));
    }

    @Test
    void oneTraceGoesThroughAllServicesAndReachesItsKeeper() throws Throwable {
        var seen = new ArrayList<String>();
        VertxContextSupport.subscribeAndAwait(() -> tracing.around("boot", Map.of(Tracing.SERVER_ID, "s-1"), () -> {
            seen.add(here().traceId());
            return client.whereNext().invoke(place -> seen.add(place.traceId()));
        }));

        String trace = seen.get(0);
        assertThat(seen.get(1)).isEqualTo(trace);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var mine = SPANS.stream().filter(s -> s.traceId().equals(trace)).toList();
            assertThat(mine)
                    .extracting(FinishedSpan::name)
                    .containsExactlyInAnyOrder(
                            "boot", "place.where_next", "place.where_next", "place.where", "place.where");
            assertThat(mine).filteredOn(s -> s.name().equals("boot")).first().satisfies(boot -> {
                assertThat(boot.parentSpanId()).isEmpty();
                assertThat(boot.attributes()).containsEntry("caelum.server_id", "s-1");
                assertThat(boot.service()).isEqualTo("bus-test");
                assertThat(boot.instance()).isEqualTo(self.host());
            });
            assertThat(mine)
                    .filteredOn(s -> s.kind().equals("SERVER"))
                    .allSatisfy(s -> assertThat(s.attributes())
                            .containsKeys("messaging.system", "rpc.method", "caelum.queue_wait_ms"));
        });
        assertThat(SPANS).noneMatch(s -> s.name().startsWith("trace."));
    }

    @Test
    void questionsOutsideOfAnyTraceMakeNone() throws Throwable {
        var place = VertxContextSupport.subscribeAndAwait(() -> client.where());

        assertThat(place.traceId()).isEqualTo(TraceId.getInvalid());
    }

    @Test
    void readinessSaysThatTheBusIsThere() {
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void whatTheBusCountsIsAMetric() throws Throwable {
        double before = metrics.get("caelum.bus.calls").functionCounter().count();

        VertxContextSupport.subscribeAndAwait(() -> client.where());

        assertThat(metrics.get("caelum.bus.calls").functionCounter().count()).isGreaterThan(before);
        assertThat(metrics.get("caelum.bus.served").functionCounter().count()).isPositive();
        assertThat(metrics.get("caelum.bus.ready").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("caelum.bus.dead.letters").functionCounter().count())
                .isZero();
    }

    @Test
    void theHostIsNamedAfterTheMachineUnlessConfigured() {
        assertThat(self.host()).isNotBlank();
        assertThat(ConfigProvider.getConfig().getValue("caelum.host", String.class))
                .isEqualTo(self.host());
    }
}
