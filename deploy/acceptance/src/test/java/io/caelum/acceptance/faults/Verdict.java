package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.RunningStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a load was promised against what there is. The load has settled: its servers run or have failed.
 *
 * @param lost accepted, and not there though nobody deleted it
 * @param doubled servers of one request, or guests of one server, beyond the first
 * @param complaints everything that must not be, as sentences; empty when all is well
 */
record Verdict(long lost, long doubled, List<String> complaints) {

    /** In an outage a refusal comes within 5 s; where others use the processors, too, it reaches us a little later. */
    private static final Duration REFUSAL_BOUND = Duration.ofSeconds(5).plusSeconds(2);

    static Verdict of(RunningStack stack, Api user, Load load, List<Outage> outages) {
        var complaints = new ArrayList<String>();
        complaints.addAll(badAnswers(load, outages));
        load.journal().underWay().forEach(fate -> complaints.add("still under way: " + fate));
        load.journal().in(Fate.State.UNEXPLAINED).forEach(fate -> complaints.add("without a reason: " + fate));
        List<Fate> lost = load.journal().in(Fate.State.LOST);
        lost.forEach(fate -> complaints.add("lost: " + fate));
        List<String> doubled = new ArrayList<>(strangers(user, load));
        doubled.addAll(guests(stack, load));
        complaints.addAll(doubled);
        return new Verdict(lost.size(), doubled.size(), complaints);
    }

    /** An answer is what was asked for, or "not there", or a refusal that says when to come again. */
    private static List<String> badAnswers(Load load, List<Outage> outages) {
        return load.traffic()
                .all()
                .filter(exchange -> !isGood(exchange) || isLateRefusal(exchange, outages))
                .filter(exchange -> outages.stream().noneMatch(outage -> outage.excuses(exchange)))
                .map(Exchange::toString)
                .toList();
    }

    private static boolean isGood(Exchange exchange) {
        boolean isDone = exchange.status() / 100 == 2;
        boolean isGone = exchange.status() == 404 && !exchange.what().startsWith("POST");
        return isDone || isGone || exchange.isRefusal();
    }

    private static boolean isLateRefusal(Exchange exchange, List<Outage> outages) {
        return exchange.isRefusal()
                && exchange.took().compareTo(REFUSAL_BOUND) > 0
                && outages.stream().anyMatch(outage -> outage.covers(exchange));
    }

    /** Servers of this load of which no client knows: a request that was carried out twice. */
    private static List<String> strangers(Api user, Load load) {
        var strangers = new ArrayList<String>();
        Map<UUID, Fate> known = load.journal().byId();
        for (var server : user.get("/compute/v2.1/servers?limit=1000&name=" + load.prefix())
                .body()
                .path("servers")) {
            if (!known.containsKey(UUID.fromString(server.path("id").asText()))) {
                strangers.add("made twice: " + server);
            }
        }
        return strangers;
    }

    /** A server that runs has one guest. */
    private static List<String> guests(RunningStack stack, Load load) {
        Map<String, List<String>> hosts = new HashMap<>();
        for (String host : stack.hosts()) {
            stack.guestsOn(host)
                    .forEach(guest -> hosts.computeIfAbsent(guest, id -> new ArrayList<>())
                            .add(host));
        }
        var wrong = new ArrayList<String>();
        for (Fate fate : load.journal().in(Fate.State.ACTIVE)) {
            List<String> its = hosts.getOrDefault(fate.id.toString(), List.of());
            if (its.size() != 1) {
                wrong.add("guests on %s: %s".formatted(its, fate));
            }
        }
        return wrong;
    }
}
