package io.caelum.doctor.sight;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.GuestInventoryRpc;
import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.contract.network.WiringInventoryRpc;
import io.caelum.platform.contract.network.WiringInventoryRpc.Wired;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Asks all hosts at once what they have. */
final class HostVisit {

    /** A host that said goodbye and has nothing any more need not answer. */
    private static final String COMPUTE_HOSTS = """
            select name, last_seen > now() - interval '30 seconds' as up from hosts h
            where left_at is null
               or exists (select 1 from servers s where s.host = h.name and s.deleted_at is null)
               or exists (select 1 from allocations a where a.host = h.name)""";

    private static final String AGENTS = """
            select host, heartbeat_at > now() - interval '35 seconds' as up from agent a
            where heartbeat_at > now() - interval '35 seconds'
               or exists (select 1 from port p where p.binding_host = a.host)""";

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final GuestInventoryRpc workers;
    private final WiringInventoryRpc agents;
    private final ConcurrentLinkedQueue<String> silent = new ConcurrentLinkedQueue<>();

    HostVisit(Bus bus) {
        workers = bus.client(GuestInventoryRpc.class);
        agents = bus.client(WiringInventoryRpc.class);
    }

    Hosts ask(Database compute, Database network) {
        Map<String, List<Guest>> guests = askAll("guests", workers::guests, names(compute, COMPUTE_HOSTS, "name"));
        Map<String, List<Wired>> wired = askAll("wirings", agents::wired, names(network, AGENTS, "host"));
        return new Hosts(guests, wired, List.copyOf(silent));
    }

    /** What cannot be read is told by the checks that need it. */
    private static List<String> names(Database database, String sql, String column) {
        try {
            return database.rows(sql).stream().map(row -> row.text(column)).toList();
        } catch (Undecided e) {
            return List.of();
        }
    }

    private <T> Map<String, T> askAll(String what, Function<String, Uni<T>> question, List<String> hosts) {
        var answers = new ConcurrentHashMap<String, T>();
        var threads = hosts.stream()
                .map(host -> Thread.ofVirtual()
                        .start(() -> ask(what, host, question).ifPresent(answer -> answers.put(host, answer))))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Undecided("interrupted while asking hosts", e);
            }
        }
        return Map.copyOf(answers);
    }

    private <T> Optional<T> ask(String what, String host, Function<String, Uni<T>> question) {
        try {
            CurrentContext.set(RequestContext.system("doctor"));
            return Optional.of(question.apply(host).await().atMost(PATIENCE));
        } catch (RuntimeException e) {
            silent.add("%s could not be asked for its %s: %s".formatted(host, what, e.getMessage()));
            return Optional.empty();
        }
    }
}
