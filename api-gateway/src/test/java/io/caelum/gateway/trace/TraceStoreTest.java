package io.caelum.gateway.trace;

import static io.caelum.gateway.trace.Spans.child;
import static io.caelum.gateway.trace.Spans.failed;
import static io.caelum.gateway.trace.Spans.root;
import static io.caelum.gateway.trace.Spans.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.gateway.GatewayConfig;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.LostSpans;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceStoreTest {

    private static final String METHOD = "http.request.method";
    private static final String STATUS = "http.response.status_code";
    private static final String SERVER = "caelum.server_id";
    private static final String PROJECT = "caelum.project_id";

    @Test
    void aTraceIsFoundByTheServerThatOneOfItsSpansNames() {
        var store = store(100, 1_000_000, 100);
        store.add(root("t1", "a", "POST /compute"));
        store.add(with(child("t1", "b", "a", "boot-server: place", 5), SERVER, "s1"));
        store.add(root("t2", "c", "GET /compute"));

        assertThat(bootOf(store, "s1")).contains("t1");
        assertThat(bootOf(store, "s2")).isEmpty();
    }

    @Test
    void theTraceOfTheBootIsPreferredToOthersOfTheServer() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("shown", "a", "GET /compute"), SERVER, "s1"));
        store.add(with(root("booted", "b", "boot-server: place"), SERVER, "s1"));
        store.add(with(root("deleted", "c", "delete-server: stop"), SERVER, "s1"));

        assertThat(bootOf(store, "s1")).contains("booted");
    }

    @Test
    void theOldestTracesAreForgottenAsAWholeWhenThereAreTooManySpans() {
        var store = store(4, 1_000_000, 100);
        store.add(with(root("old", "a", "x"), SERVER, "s1"));
        store.add(child("old", "b", "a", "y", 1));
        store.add(root("new", "c", "x"));
        store.add(child("new", "d", "c", "y", 1));
        store.add(child("new", "e", "c", "z", 2));

        assertThat(store.latest(10, Optional.empty(), trace -> true, Trace::id)).containsExactly("new");
        assertThat(bootOf(store, "s1")).isEmpty();
        assertThat(store.size().spans()).isEqualTo(3);
        assertThat(store.size().forgotten()).isEqualTo(2);
    }

    @Test
    void aBootThatSucceededOnAnotherHostHasNotFailed() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("t", "a", "POST /compute"), STATUS, "202"));
        store.add(failed(step("b", "boot-server: spawn", 1), "the host is gone"));
        store.add(step("c", "boot-server: undo ports", 2));
        assertThat(hasFailed(store)).isTrue();

        store.add(step("d", "boot-server: finish", 3));
        assertThat(hasFailed(store)).isFalse();
    }

    @Test
    void aBootThatWasTakenBackHasFailedThoughTheRequestWasAccepted() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("t", "a", "POST /compute"), STATUS, "202"));
        // they come in any order
        store.add(step("c", "boot-server: undo place", 5));
        store.add(failed(step("b", "boot-server: spawn", 1), "no host fits"));
        assertThat(hasFailed(store)).isTrue();

        store.add(step("d", "boot-server: failed", 9));
        assertThat(hasFailed(store)).isTrue();
    }

    @Test
    void whatWasRefusedHasNotFailed() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("t", "a", "POST /compute"), STATUS, "404"));
        store.add(failed(child("t", "b", "a", "image.get_image", 1), "There is no image 7."));

        assertThat(hasFailed(store)).isFalse();
        assertThat(store.one("t", trace -> true, Trace::failure).orElseThrow()).contains("There is no image 7.");
    }

    private static FinishedSpan step(String id, String name, long startMillis) {
        return with(child("t", id, "a", name, startMillis), "caelum.workflow_id", "w");
    }

    private static boolean hasFailed(TraceStore store) {
        return store.one("t", trace -> true, Trace::failed).orElseThrow();
    }

    @Test
    void readsArePushedOutBeforeBoots() {
        var store = store(20, 1_000_000, 100);
        store.add(with(root("boot", "a", "POST /compute"), METHOD, "POST"));
        store.add(child("boot", "b", "a", "boot-server: place", 1));
        for (int i = 0; i < 100; i++) {
            store.add(with(root("read" + i, "a", "GET /compute"), METHOD, "GET"));
        }

        assertThat(store.latest(100, Optional.empty(), trace -> true, Trace::id))
                .hasSize(19)
                .startsWith("read99")
                .endsWith("boot");
    }

    @Test
    void someReadsAreKeptHoweverManyBootsThereAre() {
        var store = store(20, 1_000_000, 100);
        for (int i = 0; i < 4; i++) {
            store.add(with(root("read" + i, "a", "GET /compute"), METHOD, "GET"));
        }
        for (int i = 0; i < 17; i++) {
            store.add(with(root("boot" + i, "a", "POST /compute"), METHOD, "POST"));
        }

        assertThat(store.latest(100, Optional.empty(), trace -> true, Trace::id))
                .hasSize(20)
                .endsWith("read3", "read2", "read1");
    }

    @Test
    void aQuestionThatTurnsOutToChangeSomethingIsNoRead() {
        var store = store(3, 1_000_000, 100);
        store.add(with(root("odd", "a", "GET /compute"), METHOD, "GET"));
        store.add(with(child("odd", "b", "a", "boot-server: place", 1), "caelum.workflow", "boot-server"));
        store.add(with(root("read", "a", "GET /compute"), METHOD, "GET"));
        store.add(with(root("read2", "a", "GET /compute"), METHOD, "GET"));

        assertThat(store.latest(10, Optional.empty(), trace -> true, Trace::id)).containsExactly("read2", "odd");
    }

    @Test
    void manyBytesCountAsWellAsManySpans() {
        var store = store(1_000, 20_000, 100);
        for (int i = 0; i < 50; i++) {
            store.add(with(root("t" + i, "a", "x"), "long", "x".repeat(1_000)));
        }

        assertThat(store.size().bytes()).isBetween(10_000L, 20_000L);
        assertThat(store.latest(1, Optional.empty(), trace -> true, Trace::id)).containsExactly("t49");
    }

    @Test
    void oneEndlessTraceDoesNotPushOutTheOthers() {
        var store = store(100, 1_000_000, 10);
        store.add(root("other", "a", "x"));
        for (int i = 0; i < 500; i++) {
            store.add(root("endless", "s" + i, "x"));
        }

        assertThat(store.latest(10, Optional.empty(), trace -> true, Trace::id)).containsExactly("endless", "other");
        assertThat(store.size().forgotten()).isEqualTo(490);
    }

    @Test
    void aListGoesOnAfterItsLastTraceWhateverHasComeSince() {
        var store = store(100, 1_000_000, 100);
        List.of("t1", "t2", "t3").forEach(id -> store.add(root(id, "a", "x")));
        var first = store.latest(2, Optional.empty(), trace -> true, Trace::id);
        store.add(root("t4", "a", "x"));

        assertThat(first).containsExactly("t3", "t2");
        assertThat(store.latest(2, Optional.of("t2"), trace -> true, Trace::id)).containsExactly("t1");
        assertThat(store.latest(2, Optional.of("forgotten"), trace -> true, Trace::id))
                .isEmpty();
    }

    @Test
    void aTraceTellsHowManyOfItsSpansAreNotKept() {
        var store = store(100, 1_000_000, 2);
        List.of("a", "b", "c").forEach(id -> store.add(root("t", id, "x")));

        assertThat(store.one("t", trace -> true, TraceView::of).orElseThrow().forgottenSpans())
                .isEqualTo(1);
    }

    @Test
    void lostSpansAreCountedOncePerProcessHoweverOftenTheyAreTold() {
        var store = store(100, 1_000_000, 100);
        store.hearOfLoss(new LostSpans("compute-worker", "compute-1", "run 1", 10));
        store.hearOfLoss(new LostSpans("compute-worker", "compute-1", "run 1", 25));
        store.hearOfLoss(new LostSpans("compute-worker", "compute-1", "run 1", 25));
        store.hearOfLoss(new LostSpans("compute-worker", "compute-1", "run 2", 3));

        assertThat(store.lost()).isEqualTo(28);
    }

    @Test
    void aRequestThatChangesNothingIsToldFromOneThatDoes() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("shows", "a", "GET /x"), METHOD, "GET"));
        store.add(with(root("makes", "a", "POST /x"), METHOD, "POST"));
        store.add(with(root("boots", "a", "boot-server: place"), "caelum.workflow", "boot-server"));

        assertThat(store.latest(10, Optional.empty(), trace -> !trace.onlyReads(), Trace::id))
                .containsExactly("boots", "makes");
    }

    @Test
    void theReasonOfAFailedTraceIsThatOfTheSpanThatFailedFirst() {
        var store = store(100, 1_000_000, 100);
        store.add(failed(child("t", "b", "a", "outer", 9), "it did not work"));
        store.add(failed(child("t", "c", "b", "inner", 1), "the disk is full"));

        assertThat(store.one("t", trace -> true, Trace::failure).orElseThrow()).contains("the disk is full");
    }

    @Test
    void aSpanThatComesTwiceCountsOnce() {
        var store = store(100, 1_000_000, 100);
        store.add(root("t", "a", "x"));
        store.add(root("t", "a", "x"));

        assertThat(store.size().spans()).isEqualTo(1);
    }

    @Test
    void spansAreToldInTheOrderInWhichTheyBegan() {
        var store = store(100, 1_000_000, 100);
        store.add(child("t", "c", "b", "third", 20));
        store.add(child("t", "b", "a", "second", 10));
        store.add(root("t", "a", "first"));

        TraceView view = store.one("t", trace -> true, TraceView::of).orElseThrow();

        assertThat(view.spans()).extracting(TraceView.Span::name).containsExactly("first", "second", "third");
        assertThat(view.spans()).extracting(TraceView.Span::offsetMs).containsExactly(0.0, 10.0, 20.0);
        assertThat(view.durationMs()).isEqualTo(21.0);
    }

    @Test
    void aBootIsCompleteWhenItsLastStepAndAllParentsHaveArrived() {
        var store = store(100, 1_000_000, 100);
        store.add(with(child("t", "c", "b", "boot-server: finish", 20), SERVER, "s"));
        assertThat(complete(store)).isFalse();
        store.add(root("t", "a", "POST"));
        assertThat(complete(store)).isFalse();
        store.add(child("t", "b", "a", "boot-server: place", 10));
        assertThat(complete(store)).isTrue();
    }

    @Test
    void aBootThatHasOnlyBegunIsNotComplete() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("t", "a", "boot-server: place"), SERVER, "s"));

        assertThat(complete(store)).isFalse();
    }

    @Test
    void aTraceBelongsToAProjectOnlyIfNoOtherOneIsInIt() {
        var store = store(100, 1_000_000, 100);
        store.add(with(root("mine", "a", "x"), PROJECT, "p1"));
        store.add(with(root("both", "a", "x"), PROJECT, "p1"));
        store.add(with(child("both", "b", "a", "x", 1), PROJECT, "p2"));
        store.add(root("nobodys", "a", "x"));

        assertThat(store.latest(10, Optional.empty(), trace -> trace.belongsTo("p1"), Trace::id))
                .containsExactly("mine");
    }

    @Test
    void aSummaryTellsTheRootAndWhetherAnythingFailed() {
        var store = store(100, 1_000_000, 100);
        store.add(failed(child("t", "b", "a", "inner", 1), "broken"));
        store.add(root("t", "a", "POST /compute"));

        List<TraceView.Summary> all = store.latest(10, Optional.empty(), trace -> true, TraceView.Summary::of);

        assertThat(all).singleElement().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo("POST /compute");
            assertThat(summary.error()).isTrue();
            assertThat(summary.spans()).isEqualTo(2);
        });
    }

    private static Optional<String> bootOf(TraceStore store, String server) {
        return store.boot(server, trace -> true, Trace::id);
    }

    private static boolean complete(TraceStore store) {
        return store.boot("s", trace -> true, trace -> TraceView.ofBoot("s", trace))
                .orElseThrow()
                .complete();
    }

    private static TraceStore store(int spans, long bytes, int spansOfOneTrace) {
        return new TraceStore(new GatewayConfig.Traces() {
            @Override
            public int spans() {
                return spans;
            }

            @Override
            public long bytes() {
                return bytes;
            }

            @Override
            public int spansOfOneTrace() {
                return spansOfOneTrace;
            }
        });
    }
}
