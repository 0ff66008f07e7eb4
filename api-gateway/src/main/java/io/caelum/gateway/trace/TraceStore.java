package io.caelum.gateway.trace;

import io.caelum.gateway.GatewayConfig;
import io.caelum.platform.contract.gateway.FinishedSpan;
import io.caelum.platform.contract.gateway.LostSpans;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The latest traces, in memory. When there are more spans or bytes than allowed, whole traces are forgotten, the oldest
 * first: a trace with holes would tell a wrong story. Those of requests that only read go before the others while they
 * have more than a fifth of the room, or clients that ask again and again would push out what people look for.
 */
final class TraceStore {

    private static final int MOST_LOSSES = 1_000;
    private static final int SHARE_OF_READS = 5;

    private final GatewayConfig.Traces bounds;
    /** In the order in which their first spans came. */
    private final LinkedHashMap<String, Trace> traces = new LinkedHashMap<>();

    /** By process: the latest ones, since each restart makes a new process. */
    private final LinkedHashMap<String, LostSpans> losses = new LinkedHashMap<>();

    private long lossesOfOldProcesses;

    private final Map<String, LinkedHashSet<String>> tracesOfServer = new HashMap<>();
    private final LinkedHashSet<String> reads = new LinkedHashSet<>();
    private long spans;
    private long spansOfReads;
    private long bytes;
    private long forgotten;

    TraceStore(GatewayConfig.Traces bounds) {
        this.bounds = bounds;
    }

    synchronized void add(FinishedSpan span) {
        Trace trace = traces.computeIfAbsent(span.traceId(), Trace::new);
        if (trace.size() >= bounds.spansOfOneTrace()) {
            forgotten++;
            trace.forgetOne();
            return;
        }
        if (!trace.add(span)) {
            return;
        }
        spans++;
        bytes += roughSize(span);
        countRead(trace);
        Trace.server(span)
                .ifPresent(server -> tracesOfServer
                        .computeIfAbsent(server, id -> new LinkedHashSet<>())
                        .add(trace.id()));
        makeRoom();
    }

    /** What {@code read} makes of a trace, if it is there and passes the filter. */
    synchronized <T> Optional<T> one(String id, Predicate<Trace> visible, Function<Trace, T> read) {
        return Optional.ofNullable(traces.get(id)).filter(visible).map(read);
    }

    /**
     * What {@code read} makes of the newest traces that pass the filter.
     *
     * @param olderThan id of a trace; there is nothing older than one that has been forgotten
     */
    synchronized <T> List<T> latest(
            int limit, Optional<String> olderThan, Predicate<Trace> wanted, Function<Trace, T> read) {
        if (olderThan.isPresent() && !traces.containsKey(olderThan.get())) {
            return List.of();
        }
        var newestFirst = traces.sequencedValues().reversed().stream();
        var rest = olderThan.isEmpty()
                ? newestFirst
                : newestFirst
                        .dropWhile(trace -> !trace.id().equals(olderThan.get()))
                        .skip(1);
        return rest.filter(wanted).limit(limit).map(read).toList();
    }

    /** A process tells how many spans it has lost on the way here. */
    synchronized void hearOfLoss(LostSpans lost) {
        LostSpans known = losses.get(lost.process());
        if (known == null || known.total() < lost.total()) {
            losses.put(lost.process(), lost);
        }
        if (losses.size() > MOST_LOSSES) {
            lossesOfOldProcesses += losses.pollFirstEntry().getValue().total();
        }
    }

    /** Spans that were lost between their processes and here. */
    synchronized long lost() {
        return lossesOfOldProcesses
                + losses.values().stream().mapToLong(LostSpans::total).sum();
    }

    /** What {@code read} makes of the trace in which a server was booted. */
    synchronized <T> Optional<T> boot(String server, Predicate<Trace> visible, Function<Trace, T> read) {
        List<Trace> oldestFirst = tracesOfServer.getOrDefault(server, new LinkedHashSet<>()).stream()
                .map(traces::get)
                .filter(visible)
                .toList();
        return BootTrace.among(oldestFirst).map(read);
    }

    synchronized Size size() {
        return new Size(traces.size(), spans, bytes, forgotten);
    }

    private void makeRoom() {
        while ((spans > bounds.spans() || bytes > bounds.bytes()) && traces.size() > 1) {
            forget(spansOfReads * SHARE_OF_READS > spans ? traces.get(reads.getFirst()) : oldest());
        }
    }

    private Trace oldest() {
        return traces.sequencedValues().getFirst();
    }

    /** After each span: what began with a question may turn out to change something. */
    private void countRead(Trace trace) {
        if (!trace.onlyReads()) {
            if (reads.remove(trace.id())) {
                spansOfReads -= trace.size() - 1;
            }
        } else if (reads.add(trace.id())) {
            spansOfReads += trace.size();
        } else {
            spansOfReads++;
        }
    }

    private void forget(Trace trace) {
        traces.remove(trace.id());
        if (reads.remove(trace.id())) {
            spansOfReads -= trace.size();
        }
        spans -= trace.size();
        forgotten += trace.size();
        for (FinishedSpan span : trace.spans()) {
            bytes -= roughSize(span);
        }
        for (String server : trace.servers()) {
            LinkedHashSet<String> ids = tracesOfServer.get(server);
            ids.remove(trace.id());
            if (ids.isEmpty()) {
                tracesOfServer.remove(server);
            }
        }
    }

    /** Text and object headers; good enough for a bound. */
    private static long roughSize(FinishedSpan span) {
        long size =
                400L + span.name().length() + span.error().map(String::length).orElse(0);
        for (var attribute : span.attributes().entrySet()) {
            size += 100L + attribute.getKey().length() + attribute.getValue().length();
        }
        return size;
    }

    /** @param forgotten spans that had to go, or never came in, for lack of room */
    record Size(int traces, long spans, long bytes, long forgotten) {}
}
