package io.caelum.bench.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.bench.measure.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Servers, from the request to ACTIVE and from the request to gone. */
final class Boots {

    private static final int PAGE = 1_000;

    private final Bench bench;
    private final Ingredients ingredients;
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();
    private final Polling booting = new Polling();
    private final Polling deleting = new Polling();

    Boots(Bench bench) {
        this.bench = bench;
        this.ingredients = bench.ingredients();
    }

    static void bootAndDelete(Bench bench) {
        warmUp(bench);
        for (int atOnce : bench.plan.concurrency) {
            var boots = new Boots(bench);
            int count = bench.plan.boots(atOnce);
            bench.measure("boot " + atOnce, bench.plan.load(count, atOnce), boots::boot);
            boots.deleteBooted("delete " + atOnce, atOnce);
            bench.cleanup.deleteServers();
        }
    }

    /** What was compiled and cached in the first boots after a start is not what is asked for. */
    static void warmUp(Bench bench) {
        var boots = new Boots(bench);
        bench.plan.load(bench.plan.warmUp, 4).run(boots::boot);
        bench.cleanup.deleteServers();
    }

    private void deleteBooted(String name, int atOnce) {
        var booted = new ArrayList<>(ids.values());
        bench.measure(name, bench.plan.load(booted.size(), atOnce), number -> delete(booted.get(number)));
    }

    static void list(Bench bench) {
        var boots = new Boots(bench);
        int there = 0;
        for (int size : bench.plan.listSizes.stream().sorted().toList()) {
            int first = there;
            Load load = bench.plan.load(size - there, 10);
            if (size > there) {
                bench.tell("list: booting servers until there are " + size);
                load.run(number -> boots.boot(first + number));
            }
            there = size;
            int page = boots.page();
            String note = page < Math.min(size, PAGE) ? "only %d servers came about".formatted(page) : null;
            int requests = Math.clamp(bench.plan.requests * 100L / (100 + page), 20, 400);
            bench.measure("list " + size, bench.plan.load(requests, 1), number -> boots.page(), note);
        }
        bench.cleanup.deleteServers();
    }

    /** How many servers are on the first page. */
    private int page() {
        return bench.api
                .get("compute", "/servers/detail?limit=" + PAGE + "&name=%5E" + bench.cleanup.prefix())
                .orThrow()
                .body()
                .path("servers")
                .size();
    }

    static void spread(Bench bench) {
        warmUp(bench);
        spread(bench, "spread");
    }

    /** 100 servers, ten at once, and gone again. */
    static void spread(Bench bench, String name) {
        var boots = new Boots(bench);
        bench.measure(name, bench.plan.load(100, 10), boots::boot);
        bench.annotate(boots.distribution());
        bench.cleanup.deleteServers();
    }

    /** How many servers each host has got, such as {@code 2 hosts: 50 50}. */
    private String distribution() {
        var byHost = new TreeMap<String, Integer>();
        for (JsonNode server : bench.api
                .get("compute", "/servers/detail?limit=" + PAGE + "&name=%5E" + bench.cleanup.prefix())
                .orThrow()
                .body()
                .path("servers")) {
            byHost.merge(server.path("OS-EXT-SRV-ATTR:host").asText("?"), 1, Integer::sum);
        }
        List<Integer> counts = byHost.values().stream().sorted().toList();
        return "%d hosts: %s"
                .formatted(counts.size(), counts.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    void boot(int number) throws InterruptedException {
        String id = bench.api
                .post(
                        "compute",
                        "/servers",
                        Map.of(
                                "server",
                                Map.of(
                                        "name", bench.name(Integer.toString(number)),
                                        "imageRef", ingredients.image(),
                                        "flavorRef", ingredients.flavor(),
                                        "networks", List.of(Map.of("uuid", ingredients.network())))))
                .orThrow()
                .id("server");
        ids.put(number, id);
        booting.until(bench.plan.bound(), () -> isActive(id));
    }

    List<String> booted() {
        return List.copyOf(ids.values());
    }

    private boolean isActive(String id) {
        JsonNode server =
                bench.api.get("compute", "/servers/" + id).orThrow().body().path("server");
        return switch (server.path("status").asText()) {
            case "ACTIVE" -> true;
            case "ERROR" ->
                throw new IllegalStateException(
                        "ERROR: " + server.path("fault").path("message").asText("without a reason"));
            default -> false;
        };
    }

    private void delete(String id) throws InterruptedException {
        bench.api.delete("compute", "/servers/" + id).orThrow();
        deleting.until(
                bench.plan.bound(),
                () -> bench.api.get("compute", "/servers/" + id).status() == 404);
    }
}
